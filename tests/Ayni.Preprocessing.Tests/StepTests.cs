using Ayni.Domain.Features;
using Ayni.Preprocessing.Fitted;

namespace Ayni.Preprocessing.Tests;

/// <summary>Each step against values worked out by hand or published.</summary>
public sealed class StepTests
{
    private const string Whole = """ "name": "test", "train": { "share": 1 } """;

    private static readonly double[] Tens = [1, 2, 3, 4, 5, 6, 7, 8, 9, 100];

    [Theory]
    // numpy.quantile gives quartiles 3.25 and 7.75; scipy.stats.median_abs_deviation gives 2.5 around 5.5.
    [InlineData("\"by\": \"iqr\"", -3.5, 14.5)]
    [InlineData("\"by\": \"iqr\", \"times\": 3", -10.25, 21.25)]
    [InlineData("\"by\": \"mad\"", 5.5 - (3 * 1.4826 * 2.5), 5.5 + (3 * 1.4826 * 2.5))]
    [InlineData("\"by\": \"percentile\", \"low\": 10, \"high\": 90", 1.9, 18.1)]
    public async Task Clip_Tens_HasPublishedBorders(string by, double low, double high)
    {
        var table = new SampleTable(10).With("x", FeatureKind.Number, Tens);

        var run = await table.FitAsync($$"""{ {{Whole}}, "steps": [{ "step": "clip", {{by}}, "columns": ["x"] }] }""");

        var clip = Assert.IsType<FittedClip>(Assert.Single(Assert.Single(run.Pipeline.Columns).Steps));
        Assert.Equal(low, clip.Low!.Value, 1e-12);
        Assert.Equal(high, clip.High!.Value, 1e-12);
        Assert.Equal(Math.Min(100, clip.High.Value), table.Applied(run.Pipeline)["x"].Numbers[9]);
    }

    [Theory]
    [InlineData("iqr")]
    [InlineData("mad")]
    public async Task Clip_MostlyOneValue_ClipsNothing(string by)
    {
        var table = new SampleTable(10).With("x", FeatureKind.Count, [0, 0, 0, 0, 0, 0, 0, 0, 0, 7]);

        var run = await table.FitAsync(
            $$"""{ {{Whole}}, "steps": [{ "step": "clip", "by": "{{by}}", "columns": ["x"] }] }""");

        Assert.Equal(7, table.Applied(run.Pipeline)["x"].Numbers[9]);
    }

    [Theory]
    [InlineData("\"with\": \"mean\"", 4)]
    [InlineData("\"with\": \"median\"", 2)]
    [InlineData("\"with\": \"constant\", \"value\": -1.5", -1.5)]
    [InlineData("\"with\": \"default\"", 0)]
    public async Task Impute_Missing_IsFilled(string with, double expected)
    {
        var table = new SampleTable(4).With("x", FeatureKind.Number, [1, double.NaN, 2, 9], missing: "0");

        var outcome = await table.TrainedAsync(
            $$"""{ {{Whole}}, "steps": [{ "step": "impute", {{with}}, "indicator": true, "columns": ["x"] }] }""");

        Assert.Equal([1, expected, 2, 9], outcome["x"].Numbers);
        Assert.Equal([0, 1, 0, 0], outcome["x_missing"].Numbers);
    }

    // The example of scikit-learn's KNNImputer; standardising its columns changes no neighbour.
    [Fact]
    public async Task Impute_KNearest_IsAsPublished()
    {
        var table = new SampleTable(4)
            .With("a", FeatureKind.Number, [1, 3, double.NaN, 8])
            .With("b", FeatureKind.Number, [2, 4, 6, 8])
            .With("c", FeatureKind.Number, [double.NaN, 3, 5, 7]);

        var outcome = await table.TrainedAsync(
            $$"""
            { {{Whole}}, "steps": [{ "step": "impute", "with": "k_nearest", "k": 2, "by": ["a", "b", "c"],
              "types": ["number"] }] }
            """);

        Assert.Equal([1, 3, 5.5, 8], outcome["a"].Numbers);
        Assert.Equal([4, 3, 5, 7], outcome["c"].Numbers);
    }

    [Fact]
    public async Task Impute_KNearest_RowWithoutNeighbours_IsTheMean()
    {
        var table = new SampleTable(4)
            .With("a", FeatureKind.Number, [1, 3, 8, double.NaN])
            .With("b", FeatureKind.Number, [2, 4, 6, double.NaN]);

        var outcome = await table.TrainedAsync(
            $$"""
            { {{Whole}}, "steps": [{ "step": "impute", "with": "k_nearest", "k": 1, "by": ["b"], "columns": ["a"] }] }
            """);

        Assert.Equal(4, outcome["a"].Numbers[3]);
    }

    [Fact]
    public async Task OneHot_Texts_AreColumnsAndOther()
    {
        var table = new SampleTable(6).With("brand", ["Año", "b b", "Año", "b-b", "b b", null]);

        var run = await table.FitAsync(
            $$"""{ {{Whole}}, "steps": [{ "step": "one_hot", "most": 2, "types": ["text"] }] }""");
        var outcome = table.Applied(run.Pipeline);

        Assert.Equal(["brand_is_ano", "brand_is_b_b", "brand_is_other"], outcome.Keys);
        Assert.Equal([1, 0, 1, 0, 0, 0], outcome["brand_is_ano"].Numbers);
        Assert.Equal([0, 1, 0, 0, 1, 0], outcome["brand_is_b_b"].Numbers);
        Assert.Equal([0, 0, 0, 1, 0, 0], outcome["brand_is_other"].Numbers);
    }

    [Fact]
    public async Task OneHot_CategoriesAlikeInLetters_HaveNamesOfTheirOwn()
    {
        var table = new SampleTable(3).With("brand", ["b b", "b-b", "Other"]);

        var outcome = await table.TrainedAsync(
            $$"""{ {{Whole}}, "steps": [{ "step": "one_hot", "types": ["text"] }] }""");

        Assert.Equal(
            ["brand_is_other_2", "brand_is_b_b", "brand_is_b_b_2", "brand_is_other"], outcome.Keys);
    }

    [Fact]
    public async Task Scale_OneValue_IsZeroAndMissingStays()
    {
        var table = new SampleTable(3).With("x", FeatureKind.Number, [7, double.NaN, 7]);

        foreach (var by in new[] { "z", "min_max" })
        {
            var outcome = await table.TrainedAsync(
                $$"""{ {{Whole}}, "steps": [{ "step": "scale", "by": "{{by}}", "columns": ["x"] }] }""");

            Assert.Equal([0, double.NaN, 0], outcome["x"].Numbers);
        }
    }

    // (n mean + m prior) / (n + m): prior 3 / 5, two rows of "a" with mean 1, m = 3.
    [Fact]
    public async Task TargetEncode_LaterRows_HaveTheSmoothedMean()
    {
        var table = new SampleTable(5)
            .With("brand", ["a", "a", "b", "b", null])
            .With("bought", FeatureKind.Flag, [1, 1, 0, 1, 0]);

        var run = await table.FitAsync(
            $$"""
            { {{Whole}}, "target": { "column": "bought" },
              "steps": [{ "step": "target_encode", "smoothing": 3, "columns": ["brand"] }] }
            """);
        var later = new SampleTable(4).With("brand", ["a", "b", "new", null])
            .With("bought", FeatureKind.Flag, [double.NaN, 0, 0, 0]).Applied(run.Pipeline);

        Assert.Equal([(2 + (3 * 0.6)) / 5, (1 + (3 * 0.6)) / 5, 0.6, 0.6], later["brand_target"].Numbers);
        Assert.DoesNotContain("bought", later.Keys);
        Assert.Equal([double.NaN, 0, 0, 0], later["target"].Numbers);
    }
}
