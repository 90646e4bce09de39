using System.Buffers;
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
            new DataField<long>(name, nullable: true), (tape, value) => tape.Write((long)value.Number),
            tape => tape.ReadLong()),
        FeatureKind.Number => new Numbers<double>(
            new DataField<double>(name, nullable: true), (tape, value) => tape.Write(value.Number),
            tape => tape.ReadDouble()),
        FeatureKind.Money => new Numbers<decimal>(
            new DecimalDataField(name, MoneyPrecision, MoneyScale, isNullable: true),
            (tape, value) => tape.Write(value.Money), tape => tape.ReadDecimal()),
        FeatureKind.Flag => new Numbers<bool>(
            new DataField<bool>(name, nullable: true), (tape, value) => tape.Write((byte)(value.Number != 0 ? 1 : 0)),
            tape => tape.ReadByte() != 0),
        FeatureKind.Text => new Texts(new DataField<string>(name, nullable: true)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, $"{name} is of no kind that a file has."),
    };

    /// <summary>A column of times.</summary>
    public static TableColumn OfTime(string name) => new Numbers<DateTime>(
        new DateTimeDataField(name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Millis,
            isNullable: true),
        (tape, value) => tape.Write((long)value.Number),
        tape => DateTimeOffset.FromUnixTimeMilliseconds(tape.ReadLong()).UtcDateTime);

    public abstract void Add(FeatureValue value);

    public abstract Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellationToken);

    private sealed class Numbers<T>(
        DataField field, Action<ValueTape, FeatureValue> write, Func<ValueTape, T> read) : TableColumn(field)
        where T : struct
    {
        private const byte Missing = 0;
        private const byte Known = 1;

        private readonly ValueTape _values = new();
        private int _count;

        public override void Add(FeatureValue value)
        {
            _count++;
            _values.Write(value.IsMissing ? Missing : Known);
            if (!value.IsMissing)
                write(_values, value);
        }

        public override async Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancellationToken)
        {
            // One column at a time takes its full width.
            var values = ArrayPool<T?>.Shared.Rent(_count);
            for (var row = 0; row < _count; row++)
                values[row] = _values.ReadByte() == Missing ? null : read(_values);
            await group.WriteAsync<T>(Field, values.AsMemory(0, _count), cancellationToken: cancellationToken);
            ArrayPool<T?>.Shared.Return(values);
            _values.Clear();
            _count = 0;
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
