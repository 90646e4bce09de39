namespace Ayni.Content.Tests;

public sealed class OptionsTests
{
    public static TheoryData<string, Func<object>> OutOfRange => new()
    {
        { "Dimensions", () => new TextModelOptions { Dimensions = 0 }.Validated() },
        { "Dimensions", () => new TextModelOptions { Dimensions = 1025 }.Validated() },
        { "MaxWords", () => new TextModelOptions { MaxWords = 0 }.Validated() },
        { "MaxWords", () => new TextModelOptions { MaxWords = 1_000_001 }.Validated() },
        { "MaxPieces", () => new TextModelOptions { MaxPieces = -1 }.Validated() },
        { "MaxPieces", () => new TextModelOptions { MaxPieces = 1_000_001 }.Validated() },
        { "MinProducts", () => new TextModelOptions { MinProducts = 0 }.Validated() },
        { "MinProducts", () => new TextModelOptions { MinProducts = 1001 }.Validated() },
        { "MinPieceLength", () => new TextModelOptions { MinPieceLength = 1 }.Validated() },
        { "MinPieceLength", () => new TextModelOptions { MinPieceLength = 9, MaxPieceLength = 9 }.Validated() },
        { "MaxPieceLength", () => new TextModelOptions { MaxPieceLength = 2 }.Validated() },
        { "MaxPieceLength", () => new TextModelOptions { MaxPieceLength = 9 }.Validated() },
        { "PieceShare", () => new TextModelOptions { PieceShare = -0.1 }.Validated() },
        { "PieceShare", () => new TextModelOptions { PieceShare = 1.1 }.Validated() },
        { "NameWeight", () => new TextModelOptions { NameWeight = double.NaN }.Validated() },
        { "DescriptionWeight", () => new TextModelOptions { DescriptionWeight = -1 }.Validated() },
        { "CategoryWeight", () => new TextModelOptions { CategoryWeight = 10.1 }.Validated() },
        { "BrandWeight", () => new TextModelOptions { BrandWeight = -0.1 }.Validated() },
        { "TagWeight", () => new TextModelOptions { TagWeight = 11 }.Validated() },
        { "Language", () => new TextModelOptions { Language = (TextLanguage)7 }.Validated() },
        { "Iterations", () => new TextModelOptions { Svd = new() { Iterations = -1 } }.Validated() },
        { "MaxCategories", () => new FeatureOptions { MaxCategories = -1 }.Validated() },
        { "MaxCategories", () => new FeatureOptions { MaxCategories = 4097 }.Validated() },
        { "MaxBrands", () => new FeatureOptions { MaxBrands = -1 }.Validated() },
        { "MaxBrands", () => new FeatureOptions { MaxBrands = 4097 }.Validated() },
        { "MinProducts", () => new FeatureOptions { MinProducts = 0 }.Validated() },
        { "MinProducts", () => new FeatureOptions { MinProducts = 1001 }.Validated() },
        { "ContentScale", () => new FeatureOptions { ContentScale = -0.1 }.Validated() },
        { "CategoryScale", () => new FeatureOptions { CategoryScale = 10.1 }.Validated() },
        { "BrandScale", () => new FeatureOptions { BrandScale = double.NaN }.Validated() },
        { "PriceScale", () => new FeatureOptions { PriceScale = -1 }.Validated() },
        { "Regularizations", () => new FactorMapOptions { Regularizations = [] }.Validated() },
        { "Regularizations", () => new FactorMapOptions { Regularizations = [1, 0] }.Validated() },
        { "Regularizations", () => new FactorMapOptions { Regularizations = [1_000_001] }.Validated() },
        { "Regularizations", () => new FactorMapOptions { Regularizations = [.. new double[101]] }.Validated() },
        { "ValidationShare", () => new FactorMapOptions { ValidationShare = 0 }.Validated() },
        { "ValidationShare", () => new FactorMapOptions { ValidationShare = 1 }.Validated() },
        { "Neighbours", () => new ContentNeighbourOptions { Neighbours = 0 }.Validated() },
        { "Neighbours", () => new ContentNeighbourOptions { Neighbours = 10_001 }.Validated() },
        { "MinSimilarity", () => new ContentNeighbourOptions { MinSimilarity = 0 }.Validated() },
        { "MinSimilarity", () => new ContentNeighbourOptions { MinSimilarity = 1.1 }.Validated() },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Validated_OutOfRange_NamesTheOption(string option, Func<object> validated) =>
        Assert.Equal(option, Assert.Throws<ArgumentOutOfRangeException>(validated).ParamName);

    [Fact]
    public void Validated_DefaultsAndBounds_Pass()
    {
        new TextModelOptions().Validated();
        new FeatureOptions().Validated();
        new FactorMapOptions().Validated();
        new ContentNeighbourOptions().Validated();
        new TextModelOptions
        {
            Dimensions = 1024,
            MaxWords = 1_000_000,
            MaxPieces = 1_000_000,
            MinProducts = 1000,
            MinPieceLength = 8,
            MaxPieceLength = 8,
            PieceShare = 1,
            NameWeight = 10,
            DescriptionWeight = 10,
            CategoryWeight = 10,
            BrandWeight = 10,
            TagWeight = 10,
        }.Validated();
        new TextModelOptions
        {
            Dimensions = 1,
            MaxWords = 1,
            MaxPieces = 0,
            MinProducts = 1,
            MinPieceLength = 2,
            MaxPieceLength = 2,
            PieceShare = 0,
            NameWeight = 0,
        }.Validated();
        new FeatureOptions { MaxCategories = 0, MaxBrands = 4096, MinProducts = 1, PriceScale = 10 }.Validated();
        new FactorMapOptions { Regularizations = [1_000_000], ValidationShare = 0.99 }.Validated();
        new ContentNeighbourOptions { Neighbours = 10_000, MinSimilarity = 1 }.Validated();
    }
}
