namespace Ayni.Preprocessing.Fitted;

/// <summary>A category and the column that says whether a row is of it.</summary>
/// <param name="Category">The category.</param>
/// <param name="Column">Name of the column.</param>
public sealed record CategoryColumn(string Category, string Column);
