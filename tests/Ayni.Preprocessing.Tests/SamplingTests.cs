using Ayni.Domain.Features;

namespace Ayni.Preprocessing.Tests;

/// <summary>Rows drawn in strata and by weight.</summary>
public sealed class SamplingTests
{
    [Fact]
    public async Task Stratified_HasEachStratumInItsShare()
    {
        // 700, 290 and 10 of 1,000: of 50 rows 35, 14.5 and .5; the last row goes to the first of equal remainders.
        var types = Enumerable.Range(0, 1_000).Select(row => row % 100 < 70 ? "view" : row % 100 < 99 ? "cart" : null);
        var table = new SampleTable(1_000).With("interaction_type", [.. types], isKey: true);

        var sample = (await table.FitAsync(Declare("stratified", "interaction_type", 50))).Sample!;

        var drawn = sample.CountBy(row => table.Values["interaction_type"].Texts[row] ?? "").ToDictionary();
        Assert.Equal(50, sample.Distinct().Count());
        Assert.Equal((35, 14, 1), (drawn["view"], drawn["cart"], drawn[""]));
        Assert.Equal(sample.Order(), sample);
    }

    [Fact]
    public async Task Weighted_ThreeTimesTheWeight_IsDrawnThreeTimesAsOften()
    {
        var table = new SampleTable(4_000).With(
            "w", FeatureKind.Number,
            [.. Enumerable.Range(0, 4_000).Select(row => row % 4 == 3 ? 3.0 : row % 4 == 2 ? 0 : 1)]);

        var sample = (await table.FitAsync(Declare("weighted", "w", 100))).Sample!;

        // 60 of 100 are expected of the heavy ones, 5 standard deviations of the binomial are 25.
        Assert.Equal(100, sample.Count);
        Assert.InRange(sample.Count(row => row % 4 == 3), 35, 85);
        Assert.DoesNotContain(sample, row => row % 4 == 2);
    }

    [Fact]
    public async Task Weighted_NegativeWeight_IsSaid()
    {
        var table = new SampleTable(3).With("w", FeatureKind.Number, [1, -1, 1]);

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => table.FitAsync(Declare("weighted", "w", 1)));

        Assert.Contains("a weight is -1", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sample_MoreThanThereAre_IsAll()
    {
        var table = new SampleTable(3).With("brand", ["a", "b", "a"]);

        Assert.Equal([0, 1, 2], (await table.FitAsync(Declare("stratified", "brand", 9))).Sample!);
    }

    private static string Declare(string by, string column, int rows) => $$"""
        { "name": "sample", "train": { "share": 1 },
          "sample": { "by": "{{by}}", "column": "{{column}}", "rows": {{rows}} },
          "steps": [{ "step": "one_hot", "types": ["text"] }] }
        """;
}
