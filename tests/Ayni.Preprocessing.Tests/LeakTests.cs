using Ayni.Domain.Features;
using Ayni.Numerics;
using MathNet.Numerics.Statistics;

namespace Ayni.Preprocessing.Tests;

/// <summary>Leaks are planted: the train part's own targets in encodings, and the future in what was learnt.</summary>
public sealed class LeakTests
{
    private const int Rows = 2_000;

    [Fact]
    public async Task TargetEncode_CategoryOfEachRow_TellsNothingOfItsTarget()
    {
        var table = Coins().With("ticket", [.. Enumerable.Range(0, Rows).Select(row => $"t{row}")]);
        const string Declaration = """
            { "name": "leak", "train": { "share": 1 }, "target": { "column": "heads" },
              "steps": [{ "step": "target_encode", "columns": ["ticket"] }] }
            """;

        var train = await table.TrainedAsync(Declaration);
        var leaky = table.Applied((await table.FitAsync(Declaration)).Pipeline);

        // The same rows by the stored means show what a leak looks like.
        Assert.True(CorrelationOf(leaky) > 0.999);
        Assert.InRange(CorrelationOf(train), -0.1, 0.1);
    }

    [Fact]
    public async Task TargetEncode_RowsOfOneShopperAlike_NeedOneFold()
    {
        // Ten rows a shopper with one and the same target, and a code of the shopper's own.
        var random = new SplitMix64(3, 0);
        var targets = Enumerable.Range(0, Rows / 10).Select(_ => (double)random.Next(2)).ToArray();
        var table = new SampleTable(Rows)
            .With("user_id", [.. Enumerable.Range(0, Rows).Select(row => $"u{row / 10}")], isKey: true)
            .With("code", [.. Enumerable.Range(0, Rows).Select(row => $"c{row / 10}")])
            .With("heads", FeatureKind.Flag, [.. Enumerable.Range(0, Rows).Select(row => targets[row / 10])]);
        string Declare(string group) => $$"""
            { "name": "leak", "train": { "share": 1 }, "target": { "column": "heads" },
              "steps": [{ "step": "target_encode", "columns": ["code"] {{group}} }] }
            """;

        var byRow = await table.TrainedAsync(Declare(""));
        var byShopper = await table.TrainedAsync(Declare(", \"group\": \"user_id\""));

        Assert.True(CorrelationOf(byRow, "code_target") > 0.9);
        Assert.InRange(CorrelationOf(byShopper, "code_target"), -0.2, 0.2);
    }

    [Fact]
    public async Task Fit_LaterRowsChanged_LearnsTheSame()
    {
        const string Declaration = """
            { "name": "all", "target": { "column": "heads" }, "steps": [
              { "step": "clip", "by": "iqr", "types": ["number"] },
              { "step": "impute", "with": "k_nearest", "by": ["x", "y"], "types": ["number"] },
              { "step": "scale", "by": "min_max", "types": ["number"] },
              { "step": "target_encode", "columns": ["brand"] }, { "step": "one_hot", "types": ["text"] }] }
            """;

        var honest = await Table(row => row / 10.0, "a").FitAsync(Declaration);
        var shifted = await Table(row => row < 800 ? row / 10.0 : 1e9, "z").FitAsync(Declaration);

        Assert.Equal(800, honest.Pipeline.TrainRows);
        Assert.Equal(honest.Pipeline.ToJson(), shifted.Pipeline.ToJson());

        static SampleTable Table(Func<int, double> numberOf, string late) => new SampleTable(1_000)
            .With("x", FeatureKind.Number, [.. Enumerable.Range(0, 1_000).Select(numberOf)])
            .With("y", FeatureKind.Number,
                [.. Enumerable.Range(0, 1_000).Select(row => row % 9 == 0 ? double.NaN : numberOf(row) % 7)])
            .With("brand", [.. Enumerable.Range(0, 1_000).Select(row => row < 800 ? $"b{row % 5}" : late)])
            .With("other", [.. Enumerable.Range(0, 1_000).Select(row => row < 800 ? $"o{row % 3}" : late)])
            .With("heads", FeatureKind.Flag, [.. Enumerable.Range(0, 1_000).Select(row => row < 800 ? row % 2 : 1.0)]);
    }

    [Fact]
    public async Task Fit_RowsOfOneInstant_AreOnOneSideOfTheCut()
    {
        const string Declaration = """{ "name": "cut", "steps": [{ "step": "scale", "by": "z", "columns": ["x"] }] }""";
        double[] numbers = [1, 2, 3, 4, 5];

        var orders = await new SampleTable(5).At(1, 2, 3, 3, 3).With("x", FeatureKind.Number, numbers)
            .FitAsync(Declaration);
        var snapshot = await new SampleTable(5).At(7, 7, 7, 7, 7).With("x", FeatureKind.Number, numbers)
            .FitAsync(Declaration);

        Assert.Equal([0, 1], orders.TrainRows);
        Assert.Equal(5, snapshot.Pipeline.TrainRows);
    }

    private static SampleTable Coins()
    {
        var random = new SplitMix64(2, 0);
        return new SampleTable(Rows).With(
            "heads", FeatureKind.Flag, [.. Enumerable.Range(0, Rows).Select(_ => (double)random.Next(2))]);
    }

    private static double CorrelationOf(
        Dictionary<string, Tables.ColumnValues> outcome, string column = "ticket_target") =>
        Correlation.Pearson(outcome[column].Numbers, outcome["target"].Numbers);
}
