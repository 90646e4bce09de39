namespace Ayni.Data.Import.Sniffing;

/// <summary>What was found of a column.</summary>
/// <param name="Column">Name, or number.</param>
/// <param name="Meaning">Member of the mapping that it becomes; null for none.</param>
/// <param name="Why">What says so; null where it has no meaning.</param>
/// <param name="Example">A value.</param>
public sealed record ColumnLook(string Column, string? Meaning, string? Why, string? Example);
