using System.Globalization;

namespace Ayni.Data.Mart.Files;

/// <summary>
/// How rows are laid into files. The bytes depend on it, so the manifest holds it and a mart is made again by it.
/// </summary>
public sealed record MartLayout
{
    /// <summary>Most months that a table may have: two hundred years. More are a clock gone wrong.</summary>
    public const int MaxMonths = 2_400;

    /// <summary>Most groups of shoppers, each a temporary file.</summary>
    public const int MaxBuckets = 4_096;

    /// <summary>
    /// Rows of a row group, which is what is held in memory of each file being written.
    /// <value>Default 131,072; range 1 to 10,000,000.</value>
    /// </summary>
    public int RowsPerGroup { get; init; } = 131_072;

    /// <summary>
    /// Rows of a file; the next ones go to <c>part-0001</c>. <value>Default 2,097,152; range 1 up.</value>
    /// </summary>
    public int RowsPerFile { get; init; } = 2_097_152;

    /// <summary>
    /// Positions of the log to one group of shoppers: about the rows held in memory while they are cleaned.
    /// <value>Default 250,000; range 1 up.</value>
    /// </summary>
    public int PositionsPerBucket { get; init; } = 250_000;

    /// <summary>
    /// Groups of shoppers for a position. Made of the position and not of the rows, which an erasure changes.
    /// </summary>
    internal int BucketsOf(long position) =>
        (int)Math.Clamp((position + PositionsPerBucket - 1) / PositionsPerBucket, 1, MaxBuckets);

    /// <summary>Refuses numbers outside their range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the number, its value and its range.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(RowsPerGroup, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(RowsPerGroup, 10_000_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(RowsPerFile, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(PositionsPerBucket, 1);
    }

    /// <summary>The folder of a month below its table's.</summary>
    internal static string FolderOf(DateTime time) =>
        string.Create(CultureInfo.InvariantCulture, $"year={time.Year:D4}/month={time.Month:D2}");
}
