namespace Ayni.Data.Import;

/// <summary>One column, or several that are joined; JSON is a string or an array of strings.</summary>
/// <param name="Names">At least one.</param>
public sealed record ColumnList(IReadOnlyList<string> Names);
