namespace Ayni.Data.Import;

/// <summary>A row that was refused.</summary>
/// <param name="Line">
/// 1-based line of the file where the row starts; the header, if any, is line 1. Of a workbook or Parquet: its row.
/// </param>
/// <param name="Column">Column at fault; null for the whole row.</param>
/// <param name="Value">Its value, shortened; null for none.</param>
/// <param name="Reason">Name it is counted under.</param>
/// <param name="File">Name of its file where there are several; else null.</param>
public sealed record BadRow(long Line, string? Column, string? Value, string Reason, string? File = null);
