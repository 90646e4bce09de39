namespace Ayni.Data.Import;

/// <summary>What stands before the first row; JSON is true, false, or the names of the columns.</summary>
/// <param name="IsPresent">Whether the file's first row holds the names of the columns.</param>
/// <param name="Names">
/// Names of the columns of a file that has none; null: they are called by their number, from "1" on.
/// </param>
public sealed record HeaderRow(bool IsPresent, IReadOnlyList<string>? Names = null);
