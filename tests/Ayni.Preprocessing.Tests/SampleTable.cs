using Ayni.Domain.Features;
using Ayni.Preprocessing.Declarations;
using Ayni.Preprocessing.Fitted;
using Ayni.Preprocessing.Fitting;
using Ayni.Preprocessing.Tables;

namespace Ayni.Preprocessing.Tests;

/// <summary>A table in memory; unless told otherwise a row a millisecond.</summary>
internal sealed class SampleTable(int rows) : ITable
{
    private const string Time = "timestamp_interaction";

    private readonly List<TableColumn> _columns = [new(Time, FeatureKind.Count, true)];

    private readonly Dictionary<string, ColumnValues> _values = new(StringComparer.Ordinal)
    {
        [Time] = new ColumnValues([.. Enumerable.Range(0, rows).Select(row => (double)row)]),
    };

    public string Name => "interactions";

    public string FeatureSet { get; init; } = "0123456789abcdef";

    public string TimeColumn => Time;

    public IReadOnlyList<TableColumn> Columns => _columns;

    public IReadOnlyDictionary<string, ColumnValues> Values => _values;

    public Task<ColumnValues> ReadAsync(TableColumn column, CancellationToken cancellationToken) =>
        Task.FromResult(_values[column.Name]);

    public SampleTable At(params double[] times)
    {
        _values[Time] = new ColumnValues(times);
        return this;
    }

    public SampleTable With(
        string name, FeatureKind kind, double[] numbers, string? missing = null, bool isKey = false)
    {
        _columns.Add(new TableColumn(name, kind, isKey, missing));
        _values[name] = new ColumnValues(numbers);
        return this;
    }

    public SampleTable With(string name, string?[] texts, bool isKey = false)
    {
        _columns.Add(new TableColumn(name, FeatureKind.Text, isKey));
        _values[name] = new ColumnValues(texts);
        return this;
    }

    /// <summary>What the table's own train rows come out as.</summary>
    public async Task<Dictionary<string, ColumnValues>> TrainedAsync(string declaration)
    {
        var run = await FitAsync(declaration);
        int[] rows = [.. run.TrainRows];
        var taken = _values.ToDictionary(pair => pair.Key, pair => pair.Value.Take(rows));
        return ByName(run.Pipeline.Apply(taken, [.. Enumerable.Range(0, rows.Length)]));
    }

    /// <summary>What all rows come out as from a pipeline that was stored.</summary>
    public Dictionary<string, ColumnValues> Applied(FittedPipeline pipeline) => ByName(pipeline.Apply(_values));

    public Task<FittedRun> FitAsync(string declaration) =>
        PipelineFitter.FitAsync(this, PipelineDeclaration.Parse(declaration));

    private static Dictionary<string, ColumnValues> ByName(IEnumerable<NamedColumn> columns) =>
        columns.ToDictionary(column => column.Name, column => column.Values, StringComparer.Ordinal);
}
