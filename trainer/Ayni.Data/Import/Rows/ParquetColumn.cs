using Ayni.Domain.Errors;
using Parquet;
using Parquet.Schema;

namespace Ayni.Data.Import.Rows;

/// <summary>The values of one column of one row group.</summary>
internal static class ParquetColumn
{
    /// <summary>Reads them.</summary>
    /// <returns>The value of a row, counted from 0 within the group; null for none.</returns>
    public static Task<Func<int, object?>> ReadAsync(ParquetRowGroupReader group, DataField field)
    {
        var type = Nullable.GetUnderlyingType(field.ClrType) ?? field.ClrType;
        return Type.GetTypeCode(type) switch
        {
            TypeCode.String => TextsAsync(group, field),
            TypeCode.Boolean => OfAsync<bool>(group, field),
            TypeCode.SByte => OfAsync<sbyte>(group, field),
            TypeCode.Byte => OfAsync<byte>(group, field),
            TypeCode.Int16 => OfAsync<short>(group, field),
            TypeCode.UInt16 => OfAsync<ushort>(group, field),
            TypeCode.Int32 => OfAsync<int>(group, field),
            TypeCode.UInt32 => OfAsync<uint>(group, field),
            TypeCode.Int64 => OfAsync<long>(group, field),
            TypeCode.UInt64 => OfAsync<ulong>(group, field),
            TypeCode.Single => OfAsync<float>(group, field),
            TypeCode.Double => OfAsync<double>(group, field),
            TypeCode.Decimal => OfAsync<decimal>(group, field),
            TypeCode.DateTime => OfAsync<DateTime>(group, field),
            _ when type == typeof(DateOnly) => OfAsync<DateOnly>(group, field),
            _ when type == typeof(TimeSpan) => OfAsync<TimeSpan>(group, field),
            _ when type == typeof(Guid) => OfAsync<Guid>(group, field),
            // What the library calls a text, and bytes that are none.
            _ when type == typeof(ReadOnlyMemory<char>) => TextsAsync(group, field),
            _ when type == typeof(byte[]) || type == typeof(ReadOnlyMemory<byte>) => BytesAsync(group, field),
            _ => throw new AyniException(
                ErrorCodes.Invalid,
                $"Column '{field.Path}' of the Parquet file holds {type.Name}, which is not read. Leave it out."),
        };
    }

    private static async Task<Func<int, object?>> TextsAsync(ParquetRowGroupReader group, DataField field)
    {
        var values = new string?[group.RowCount];
        await group.ReadAsync(field, values.AsMemory());
        return row => values[row];
    }

    private static async Task<Func<int, object?>> BytesAsync(ParquetRowGroupReader group, DataField field)
    {
        var values = new byte[]?[group.RowCount];
        await group.ReadAsync(field, values.AsMemory());
        return row => values[row];
    }

    private static async Task<Func<int, object?>> OfAsync<T>(ParquetRowGroupReader group, DataField field)
        where T : struct
    {
        if (!field.IsNullable)
        {
            var values = new T[group.RowCount];
            await group.ReadAsync<T>(field, values.AsMemory());
            return row => values[row];
        }

        var some = new T?[group.RowCount];
        await group.ReadAsync<T>(field, some.AsMemory());
        return row => some[row];
    }
}
