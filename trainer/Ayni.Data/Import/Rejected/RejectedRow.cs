namespace Ayni.Data.Import.Rejected;

/// <summary>A refused row, as it is written for whoever mends the file. It may hold a shopper's id.</summary>
/// <param name="File">Name of its file.</param>
/// <param name="Line">1-based line of the file where the row starts; of a workbook or Parquet: its row.</param>
/// <param name="Reason">Name it is counted under.</param>
/// <param name="Column">Column at fault; null for the whole row.</param>
/// <param name="Value">Its value, of at most <see cref="MaxValueLength"/> characters; null for none.</param>
/// <param name="Remedy">What to do about it; null where the row itself is at fault.</param>
public sealed record RejectedRow(
    string File, long Line, string Reason, string? Column, string? Value, string? Remedy)
{
    /// <summary>Longest value, in characters; of longer ones the beginning.</summary>
    public const int MaxValueLength = 1_000;
}
