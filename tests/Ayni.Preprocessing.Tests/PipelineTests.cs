using Ayni.Domain.Features;
using Ayni.Preprocessing.Declarations;
using Ayni.Preprocessing.Fitted;

namespace Ayni.Preprocessing.Tests;

/// <summary>Declarations read and refused; fitted pipelines stored, read and applied.</summary>
public sealed class PipelineTests
{
    [Theory]
    [InlineData("""{ "name": "p", "steps": [] }""", "steps is empty")]
    [InlineData("""{ "name": "p", "steps": [{ "step": "smooth", "types": ["text"] }] }""", "Steps are drop, clip")]
    [InlineData("""{ "name": "p", "steps": [{ "step": "drop" }] }""", "steps[0] takes no column")]
    [InlineData("""{ "name": "p", "steps": [{ "step": "scale", "by": "z", "type": ["count"] }] }""", "type")]
    [InlineData("""{ "name": "p", "train": { "share": 0 }, "steps": [{ "step": "drop", "types": ["text"] }] }""",
        "train.share is 0")]
    [InlineData("""{ "name": "p", "steps": [{ "step": "clip", "by": "percentile", "low": 99, "types": ["count"] }] }""",
        "steps[0].low is 99: give 0 to under high")]
    [InlineData("""{ "name": "p", "steps": [{ "step": "impute", "with": "constant", "types": ["count"] }] }""",
        "steps[0].value is missing")]
    [InlineData("""{ "name": "p", "steps": [{ "step": "impute", "with": "k_nearest", "types": ["count"] }] }""",
        "steps[0].by is 0 columns")]
    [InlineData("""{ "name": "p", "steps": [{ "step": "target_encode", "types": ["text"] }] }""", "needs target")]
    [InlineData(
        """
        { "name": "p", "sample": { "by": "weighted", "column": "x", "rows": 0 },
          "steps": [{ "step": "drop", "types": ["text"] }] }
        """,
        "sample.rows is 0")]
    public void Parse_Wrong_IsSaid(string json, string expected)
    {
        var refusal = Assert.Throws<ArgumentException>(() => PipelineDeclaration.Parse(json));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "step": "drop", "columns": ["brant"] }""", "Did you mean brand?")]
    [InlineData("""{ "step": "scale", "by": "z", "columns": ["brand"] }""", "brand holds texts")]
    [InlineData("""{ "step": "impute", "with": "constant", "value": "no", "columns": ["x"] }""", "'no' is no number")]
    [InlineData("""{ "step": "impute", "with": "k_nearest", "by": ["brand"], "columns": ["x"] }""", "steps[0].by")]
    [InlineData("""{ "step": "drop", "columns": ["user_id"] }""", "Key user_id is only to be encoded")]
    public async Task Fit_StepThatDoesNotFit_IsSaid(string step, string expected)
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(
            () => Table().FitAsync($$"""{ "name": "p", "steps": [{{step}}] }"""));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Default_AnyTable_FillsAndEncodesAll()
    {
        var table = Table();
        var run = await PipelineFitterOf(table);

        var outcome = table.Applied(run);

        Assert.All(outcome.Values.SelectMany(column => column.Numbers), number => Assert.True(double.IsFinite(number)));
        Assert.Equal(
            [
                "x", "x_missing", "bought", "brand_is_a", "brand_is_b", "brand_is_other",
            ],
            outcome.Keys);
    }

    [Fact]
    public async Task Fitted_StoredAndRead_GivesTheSameBits()
    {
        var table = Table();
        var first = await PipelineFitterOf(table);
        var again = await PipelineFitterOf(Table());
        var read = FittedPipeline.Parse(first.ToJson());

        Assert.Equal(first.ToJson(), again.ToJson());
        Assert.Equal(first.ToJson(), read.ToJson());
        Assert.Equal(table.Applied(first)["x"].Numbers, table.Applied(read)["x"].Numbers);
    }

    [Fact]
    public async Task Fitted_ChangedByHand_IsRefused()
    {
        var stored = (await PipelineFitterOf(Table())).ToJson();

        Assert.Contains("was changed", Refusal(stored.Replace(
            "\"train_rows\": 80", "\"train_rows\": 81", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("of version 2", Refusal(stored.Replace(
            "\"version\": 1", "\"version\": 2", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("no fitted pipeline", Refusal("{}"), StringComparison.Ordinal);

        static string Refusal(string json) =>
            Assert.Throws<ArgumentException>(() => FittedPipeline.Parse(json)).Message;
    }

    [Fact]
    public async Task Fitted_OtherFeatureSetOrColumns_IsRefused()
    {
        var fitted = await PipelineFitterOf(Table());

        fitted.RequireSame(Table());
        var otherSet = Assert.Throws<ArgumentException>(
            () => fitted.RequireSame(new SampleTable(1) { FeatureSet = "fedcba9876543210" }));
        var otherColumns = Assert.Throws<ArgumentException>(() => fitted.RequireSame(new SampleTable(1)));

        Assert.Contains("0123456789abcdef; these files are of fedcba9876543210", otherSet.Message,
            StringComparison.Ordinal);
        Assert.Contains("no column x", otherColumns.Message, StringComparison.Ordinal);
    }

    private static SampleTable Table() => new SampleTable(100)
        .With("user_id", [.. Enumerable.Range(0, 100).Select(row => $"u{row % 7}")], isKey: true)
        .With("x", FeatureKind.Number, [.. Enumerable.Range(0, 100).Select(row => row % 10 == 0 ? double.NaN : row)])
        .With("bought", FeatureKind.Flag, [.. Enumerable.Range(0, 100).Select(row => row % 3 == 0 ? 1.0 : 0.0)])
        .With("brand", [.. Enumerable.Range(0, 100).Select(row => row % 2 == 0 ? "a" : "b")]);

    private static async Task<FittedPipeline> PipelineFitterOf(SampleTable table) =>
        (await Fitting.PipelineFitter.FitAsync(table, PipelineDeclaration.Default)).Pipeline;
}
