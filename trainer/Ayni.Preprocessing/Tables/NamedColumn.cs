namespace Ayni.Preprocessing.Tables;

/// <summary>A column that came out of a pipeline.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">Its values.</param>
public sealed record NamedColumn(string Name, ColumnValues Values);
