using System.Runtime.CompilerServices;
using Parquet;
using Parquet.Meta;

namespace Ayni.Data.Mart.Files;

/// <summary>
/// Ends a row group of any file of ours with ranges that hold. The least and greatest text of a column go where they
/// may be wrong: the format orders texts by their UTF-8 bytes and Parquet.Net by UTF-16 units; the two differ once a
/// character above U+FFFF is about, and a reader that skips row groups by such a range would lose rows. Very long texts
/// go too: the footer would hold whole descriptions.
/// </summary>
internal static class TextStatistics
{
    /// <summary>Longest text kept, in bytes.</summary>
    private const int MaxBytes = 256;

    // The first byte of U+E000 and up in UTF-8; below it both orders are one.
    private const byte FirstByteOfLateCharacters = 0xEE;

    /// <summary>Checks that the group is whole, and mends its ranges of texts.</summary>
    public static void Complete(ParquetRowGroupWriter group)
    {
        group.CompleteValidate();
        foreach (var metadata in Group(group).Columns.Select(column => column.MetaData).OfType<ColumnMetaData>())
        {
            // Decimals have a fixed length, so that byte arrays of any length are texts.
            if (metadata is { Statistics: { } statistics, Type: Parquet.Meta.Type.BYTE_ARRAY })
                metadata.Statistics = Repaired(statistics);
        }
    }

    // A range is right where nothing in it can lie between the two kinds of character: its greatest text is all of
    // characters before U+E000, or it is of one text.
    private static Statistics Repaired(Statistics statistics) =>
        IsSafe(statistics.MinValue) && IsSafe(statistics.MaxValue)
            ? statistics
            : new Statistics { NullCount = statistics.NullCount };

    private static bool IsSafe(byte[]? text) =>
        text is not null && text.Length <= MaxBytes
        && !text.AsSpan().ContainsAnyInRange(FirstByteOfLateCharacters, byte.MaxValue);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_owGroup")]
    private static extern ref RowGroup Group(ParquetRowGroupWriter writer);
}
