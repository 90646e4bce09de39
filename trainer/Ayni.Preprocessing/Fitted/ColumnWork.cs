using Ayni.Preprocessing.Tables;

namespace Ayni.Preprocessing.Fitted;

/// <summary>A column on its way through the steps.</summary>
internal sealed class ColumnWork(
    string name,
    ColumnValues values,
    IReadOnlyDictionary<string, double[]> companions,
    IReadOnlyList<int>? trainRows)
{
    private readonly List<NamedColumn> _beside = [];

    /// <summary>Name of the column that comes out.</summary>
    public string Name { get; set; } = name;

    /// <summary>Its values so far; null: it is replaced by what is beside it.</summary>
    public ColumnValues? Values { get; set; } = values;

    /// <summary>
    /// Where each row stands in the train part, while its own rows are worked on; null: they are other rows.
    /// </summary>
    public IReadOnlyList<int>? TrainRows { get; } = trainRows;

    /// <summary>What came out.</summary>
    public IEnumerable<NamedColumn> Outcome =>
        Values is null ? _beside : _beside.Prepend(new NamedColumn(Name, Values));

    /// <summary>Numbers of another column, as they were read.</summary>
    public double[] Companion(string column) => companions[column];

    /// <summary>Puts a column beside it.</summary>
    public void AddBeside(string column, double[] numbers) =>
        _beside.Add(new NamedColumn(column, new ColumnValues(numbers)));

    /// <summary>Replaces each number that is there.</summary>
    public void Map(Func<double, double> map) => Values = new ColumnValues(
        Array.ConvertAll(Values!.Numbers, number => double.IsNaN(number) ? number : map(number)));

    /// <summary>Says beside it where values are missing.</summary>
    public void AddMissing() => AddBeside(
        $"{Name}_missing", [.. Enumerable.Range(0, Values!.Count).Select(row => Values.IsMissing(row) ? 1.0 : 0.0)]);
}
