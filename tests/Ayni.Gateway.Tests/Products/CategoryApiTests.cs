using Ayni.Domain.Catalog;
using Ayni.Gateway.Products;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Products;

public sealed class CategoryApiTests(TrainedShop shop) : IClassFixture<TrainedShop>
{
    [Fact]
    public async Task Get_TheTree_CountsWhatIsBelow()
    {
        var answer = await shop.Client.GetAsync("/v1/categories");

        answer.AssertOk();
        Assert.True(answer["is_complete"].GetBoolean());
        var drinks = Assert.Single(answer["categories"].EnumerateArray());
        Assert.Equal("Drinks", drinks.GetProperty("name").GetString());
        Assert.Equal(2 * TrainedShop.ProductsPerTaste, drinks.GetProperty("products").GetInt32());
        Assert.Equal(
            [("Drinks > Coffee", TrainedShop.ProductsPerTaste), ("Drinks > Tea", TrainedShop.ProductsPerTaste)],
            drinks.GetProperty("categories").EnumerateArray()
                .Select(one => (one.GetProperty("path").GetString()!, one.GetProperty("products").GetInt32())));
    }

    [Fact]
    public void From_PathsOfAnyDepth_CountsEachOnce()
    {
        var answer = CategoriesAnswer.From(
            [new CategoryCount("A", 1), new CategoryCount("A > B > C", 2), new CategoryCount("A > B", 4)], false);

        var a = Assert.Single(answer.Categories);
        var b = Assert.Single(a.Categories);
        var c = Assert.Single(b.Categories);
        Assert.Equal((7, 6, 2), (a.Products, b.Products, c.Products));
        Assert.Equal(("A > B > C", "C"), (c.Path, c.Name));
        Assert.False(answer.IsComplete);
    }
}
