using Ayni.Data.Mart.Tables;
using Parquet.Schema;

namespace Ayni.Data.Mart.Files;

/// <summary>Makes columns of the types that the tables use.</summary>
internal static class MartColumns
{
    private const string Int64 = "int64";
    private const string Int32 = "int32";
    private const string Float64 = "float64";
    private const string Boolean = "bool";
    private const string Timestamp = "timestamp[us, UTC]";

    private static string Price => $"decimal({MartTables.PricePrecision}, {MartTables.PriceScale})";

    public static MartColumn<TRow> Whole<TRow>(string name, Func<TRow, long> get, Action<TRow, long> set) =>
        new ValueColumn<TRow, long>(new DataField<long>(name), Int64, get, set);

    public static MartColumn<TRow> Small<TRow>(string name, Func<TRow, int?> get, Action<TRow, int?> set) =>
        new NullableColumn<TRow, int>(new DataField<int>(name, true), Int32, get, set);

    public static MartColumn<TRow> Number<TRow>(string name, Func<TRow, double?> get, Action<TRow, double?> set) =>
        new NullableColumn<TRow, double>(new DataField<double>(name, true), Float64, get, set);

    public static MartColumn<TRow> Flag<TRow>(string name, Func<TRow, bool> get, Action<TRow, bool> set) =>
        new ValueColumn<TRow, bool>(new DataField<bool>(name), Boolean, get, set);

    public static MartColumn<TRow> Text<TRow>(string name, Func<TRow, string> get, Action<TRow, string> set) =>
        new TextColumn<TRow>(name, false, get, (row, value) => set(row, value ?? ""));

    public static MartColumn<TRow> MaybeText<TRow>(string name, Func<TRow, string?> get, Action<TRow, string?> set) =>
        new TextColumn<TRow>(name, true, get, set);

    public static MartColumn<TRow> Texts<TRow>(
        string name, Func<TRow, IReadOnlyList<string>> get, Action<TRow, IReadOnlyList<string>> set) =>
        new TextListColumn<TRow>(name, get, set);

    public static MartColumn<TRow> Moment<TRow>(string name, Func<TRow, DateTime> get, Action<TRow, DateTime> set) =>
        new ValueColumn<TRow, DateTime>(
            Micros(name, false), Timestamp, get, (row, value) => set(row, Utc(value)));

    public static MartColumn<TRow> MaybeMoment<TRow>(
        string name, Func<TRow, DateTime?> get, Action<TRow, DateTime?> set) =>
        new NullableColumn<TRow, DateTime>(
            Micros(name, true), Timestamp, get, (row, value) => set(row, value is { } time ? Utc(time) : null));

    public static MartColumn<TRow> Money<TRow>(string name, Func<TRow, decimal?> get, Action<TRow, decimal?> set) =>
        new NullableColumn<TRow, decimal>(
            new DecimalDataField(name, MartTables.PricePrecision, MartTables.PriceScale, isNullable: true),
            Price,
            get,
            set);

    private static DateTimeDataField Micros(string name, bool isNullable) => new(
        name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, DateTimeTimeUnit.Micros, isNullable);

    private static DateTime Utc(DateTime value) => DateTime.SpecifyKind(value, DateTimeKind.Utc);
}
