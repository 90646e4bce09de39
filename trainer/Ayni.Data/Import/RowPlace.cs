namespace Ayni.Data.Import;

/// <summary>Where a row is.</summary>
/// <param name="File">Name of its file.</param>
/// <param name="Line">1-based line, or row, of the file.</param>
/// <param name="IsOfSeveral">Whether there are other files of its kind.</param>
internal readonly record struct RowPlace(string File, long Line, bool IsOfSeveral);
