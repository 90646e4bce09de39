namespace Ayni.Data.Import;

/// <summary>Where a row is.</summary>
/// <param name="File">Name of its file where there are several; else null.</param>
/// <param name="Line">1-based line, or row, of the file.</param>
internal readonly record struct RowPlace(string? File, long Line);
