using Ayni.Domain.Features;
using Parquet;
using Parquet.Schema;

namespace Ayni.Data.Features;

/// <summary>The values of one column that wait to be written.</summary>
internal abstract class TableColumn(DataField field)
{
    // The widest that .NET's decimal holds, of which four decimals.
    private const int MoneyPrecision = 28;
    private const int MoneyScale = 4;

    public DataField Field { get; } = field;

    public static TableColumn Of(string name, FeatureKind kind) => kind switch
    {
        FeatureKind.Count => new Numbers<long>(
            new DataField<long>(name, nullable: true), value => (long)value.Number),
        FeatureKind.Number => new Numbers<double>(
            new DataField<double>(name, nullable: true), value => value.Number),
        FeatureKind.Money => new Numbers<decimal>(
            new DecimalDataField(name, MoneyPrecision, MoneyScale, isNullable: true), value => value.Money),
        FeatureKind.Flag => new Numbers<bool>(
            new DataField<bool>(name, nullable: true), value => value.Number != 0),
        FeatureKind.Text => new Texts(new DataField<string>(name, nullable: true)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, $"{name} is of no kind that a file has."),
    };

    /// <summary>A column of times.</summary>
    public static TableColumn OfTime(string name) => new Numbers<DateTime>(
        new DateTimeDataField(name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Millis,
            isNullable: true),
        value => DateTimeOffset.FromUnixTimeMilliseconds((long)value.Number).UtcDateTime);

    public abstract void Add(FeatureValue value);

    public abstract Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellationToken);

    private sealed class Numbers<T>(DataField field, Func<FeatureValue, T> valueOf) : TableColumn(field)
        where T : struct
    {
        private readonly List<T?> _values = [];

        public override void Add(FeatureValue value) => _values.Add(value.IsMissing ? null : valueOf(value));

        public override async Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellationToken)
        {
            await group.WriteAsync<T>(Field, _values.ToArray().AsMemory(), cancellationToken: cancellationToken);
            _values.Clear();
        }
    }

    private sealed class Texts(DataField field) : TableColumn(field)
    {
        private readonly List<string?> _values = [];

        public override void Add(FeatureValue value) => _values.Add(value.Text);

        public override async Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellationToken)
        {
            await group.WriteAsync(Field, (IReadOnlyCollection<string>)_values.ToArray()!);
            _values.Clear();
        }
    }
}
