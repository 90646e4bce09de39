using Ayni.Domain.Features;
using Ayni.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Ayni.Preprocessing.Tests;

/// <summary>Steps against the transforms of Microsoft.ML, which are in single precision.</summary>
public sealed class LibraryTests
{
    private const double Single = 1e-5;

    private readonly MLContext _context = new(1);
    private readonly Row[] _rows = Draw();

    [Fact]
    public async Task ScaleZ_IsNormalizeMeanVariance() => AssertSame(
        _context.Transforms.NormalizeMeanVariance(nameof(Row.Value), fixZero: false, useCdf: false),
        (await OutcomeAsync("""{ "step": "scale", "by": "z", "columns": ["x"] }"""))["x"].Numbers);

    [Fact]
    public async Task ScaleMinMax_IsNormalizeMinMax() => AssertSame(
        _context.Transforms.NormalizeMinMax(nameof(Row.Value), fixZero: false),
        (await OutcomeAsync("""{ "step": "scale", "by": "min_max", "columns": ["x"] }"""))["x"].Numbers);

    [Fact]
    public async Task ImputeMean_IsReplaceMissingValues()
    {
        for (var row = 0; row < _rows.Length; row += 7)
            _rows[row].Value = float.NaN;

        AssertSame(
            _context.Transforms.ReplaceMissingValues(
                nameof(Row.Value), replacementMode: MissingValueReplacingEstimator.ReplacementMode.Mean),
            (await OutcomeAsync("""{ "step": "impute", "with": "mean", "columns": ["x"] }"""))["x"].Numbers);
    }

    [Fact]
    public async Task OneHot_IsOneHotEncoding()
    {
        var data = _context.Data.LoadFromEnumerable(_rows);
        var encoding = _context.Transforms.Categorical.OneHotEncoding(
            nameof(Hot.Flags), nameof(Row.Brand), keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue);
        var theirs = _context.Data.CreateEnumerable<Hot>(encoding.Fit(data).Transform(data), false)
            .Select(row => row.Flags).ToArray();

        var ours = await OutcomeAsync("""{ "step": "one_hot", "types": ["text"] }""");

        for (var brand = 0; brand < 3; brand++)
        {
            Assert.Equal(
                theirs.Select(flags => (double)flags[brand]), ours[$"brand_is_{(char)('a' + brand)}"].Numbers);
        }
    }

    private Task<Dictionary<string, Tables.ColumnValues>> OutcomeAsync(string step) => new SampleTable(_rows.Length)
        .With("x", FeatureKind.Number, [.. _rows.Select(row => (double)row.Value)])
        .With("brand", [.. _rows.Select(row => row.Brand)])
        .TrainedAsync($$"""{ "name": "test", "train": { "share": 1 }, "steps": [{{step}}] }""");

    private void AssertSame(IEstimator<ITransformer> theirs, double[] ours)
    {
        var data = _context.Data.LoadFromEnumerable(_rows);
        var expected = _context.Data.CreateEnumerable<Row>(theirs.Fit(data).Transform(data), false)
            .Select(row => row.Value).ToArray();
        Assert.Equal(expected.Length, ours.Length);
        for (var row = 0; row < ours.Length; row++)
            Assert.Equal(expected[row], ours[row], Single);
    }

    private static Row[] Draw()
    {
        var random = new SplitMix64(1, 0);
        return
        [
            .. Enumerable.Range(0, 500).Select(_ => new Row
            {
                Value = (float)(-Math.Log(random.NextPositiveDouble()) - 0.5),
                Brand = ((char)('a' + random.Next(3))).ToString(),
            }),
        ];
    }

    private sealed class Row
    {
        public float Value { get; set; }

        public string Brand { get; set; } = "";
    }

    private sealed class Hot
    {
        [VectorType(3)]
        public float[] Flags { get; set; } = [];
    }
}
