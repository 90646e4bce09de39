using Ayni.Domain.Catalog;

namespace Ayni.Content.Tests;

public sealed class FeatureSpaceTests
{
    private static readonly Product[] Products =
    [
        New("1", "Home > Kitchen", "Andes", 9),
        New("2", "Home > Kitchen", "Andes", 99),
        New("3", "Home > Garden", "Condor", null),
        New("4", "Toys", null, null),
    ];

    private static readonly FeatureOptions Options =
        new() { MinProducts = 2, CategoryScale = 2, BrandScale = 3, PriceScale = 1, ContentScale = 4 };

    [Fact]
    public void Write_Product_HasContentPathBrandAndPrice()
    {
        var space = FeatureSpace.Fit(Products, 2, Options);
        var features = new float[space.Width];

        space.Write(Products[1], [0.6f, 0.8f], features);

        // Content, "Home" (3 products), "Home > Kitchen" (2), Andes (2), ln 100 above the mean of ln 10 and ln 100.
        Assert.Equal(6, space.Width);
        Assert.Equal([2.4f, 3.2f, 2f, 2f, 3f, 1f], features);
    }

    [Fact]
    public void Write_RareOrUnknown_IsZero()
    {
        var space = FeatureSpace.Fit(Products, 2, Options);
        var features = new float[space.Width];

        space.Write(Products[3], [0, 0], features);
        Assert.All(features, feature => Assert.Equal(0, feature));
        space.Write(New("5", "Home > Bath", "Unknown", null), [0, 0], features);
        Assert.Equal([0f, 0f, 2f, 0f, 0f, 0f], features);
    }

    [Fact]
    public void Fit_Limits_KeepTheMostFrequent()
    {
        var space = FeatureSpace.Fit(Products, 1, Options with { MaxCategories = 1, MaxBrands = 0 });

        Assert.Equal(3, space.Width);
        Assert.Equal([0f, 2f, -1f], space.WriteAll([Products[0]], [0]));
    }

    [Fact]
    public void SafeTensors_RoundTrip_WritesTheSame()
    {
        var space = FeatureSpace.Fit(Products, 2, Options);
        float[] vectors = [1, 0, 0, 1, 1, 0, 0, 0];

        var read = FeatureSpace.FromSafeTensors(space.ToSafeTensors());

        Assert.Equal(space.WriteAll(Products, vectors), read.WriteAll(Products, vectors));
        Assert.Equal(space.ToSafeTensors(), read.ToSafeTensors());
    }

    [Fact]
    public void FromSafeTensors_OtherFile_IsRefused() => Assert.Throws<InvalidDataException>(
        () => FeatureSpace.FromSafeTensors(TextModel.Fit([]).ToSafeTensors()));

    [Fact]
    public void Write_WrongShape_IsRefused()
    {
        var space = FeatureSpace.Fit(Products, 2, Options);

        Assert.Throws<ArgumentException>(() => space.Write(Products[0], [1], new float[space.Width]));
        Assert.Throws<ArgumentException>(() => space.Write(Products[0], [1, 0], new float[1]));
        Assert.Throws<ArgumentException>(() => space.WriteAll(Products, [1, 0]));
    }

    private static Product New(string id, string? category, string? brand, int? price) =>
        new() { ProductId = id, Name = id, Category = category, Brand = brand, Price = price };
}
