using Ayni.Domain.Catalog;
using Ayni.Grains.Catalog;

namespace Ayni.Grains.Tests.Catalog;

public sealed class CatalogFilterTests
{
    [Theory]
    [InlineData(null, null, true)]
    [InlineData(null, "Home", true)]
    [InlineData("Home", "Home", true)]
    [InlineData("Home", "Home > Lamps", true)]
    [InlineData("Home > Lamps", "Home > Lamps > Red", true)]
    [InlineData("Home", "Homeware", false)]
    [InlineData("Home > Lamps", "Home", false)]
    [InlineData("Home", "home", false)]
    [InlineData("Home", null, false)]
    public void AdmitsCategory_ExactOrPathBelow(string? filter, string? category, bool expected) =>
        Assert.Equal(expected, new CatalogFilter(filter, null, null).AdmitsCategory(category));

    [Theory]
    [InlineData(null, null, null, true)]
    [InlineData(null, null, 5.0, true)]
    [InlineData(5.0, null, 5.0, true)]
    [InlineData(null, 5.0, 5.0, true)]
    [InlineData(5.01, null, 5.0, false)]
    [InlineData(null, 4.99, 5.0, false)]
    [InlineData(1.0, null, null, false)]
    [InlineData(null, 9.0, null, false)]
    public void AdmitsPrice_BoundsAreInclusive_UnknownFails(double? low, double? high, double? price, bool expected) =>
        Assert.Equal(expected, new CatalogFilter(null, (decimal?)low, (decimal?)high).AdmitsPrice((decimal?)price));

    [Theory]
    [InlineData(true, null, true)]
    [InlineData(true, 1, true)]
    [InlineData(true, 0, false)]
    [InlineData(false, 1, false)]
    public void Admits_OnlyAvailableProducts(bool isActive, int? stock, bool expected)
    {
        var product = new Product { ProductId = "p", Name = "P", IsActive = isActive, Stock = stock };

        Assert.Equal(expected, default(CatalogFilter).Admits(product));
    }
}
