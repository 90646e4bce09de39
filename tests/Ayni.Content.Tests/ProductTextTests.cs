using Ayni.Domain.Catalog;

namespace Ayni.Content.Tests;

public sealed class ProductTextTests
{
    [Fact]
    public void Of_Product_TakesItsTexts()
    {
        var text = ProductText.Of(new Product
        {
            ProductId = "1",
            Name = "Lamp",
            Description = "Warm light",
            Category = "Home > Lights>  Tables ",
            Brand = "Andes",
            Tags = TextSet.Of("new", "led"),
        });

        Assert.Equal(["Home", "Lights", "Tables"], text.Categories);
        Assert.Equal(["led", "new"], text.Tags);
        Assert.Equal("Lamp. Warm light. Home, Lights, Tables. Andes. led, new", text.ToPlainText());
    }

    [Fact]
    public void ToPlainText_NameAlone_IsTheName() =>
        Assert.Equal("Lamp", new ProductText { Name = "Lamp", Brand = " " }.ToPlainText());
}
