namespace Ayni.Data.Import.Sniffing;

/// <summary>A column and what it is taken to mean.</summary>
/// <param name="Column">Column.</param>
/// <param name="Meaning">Its meaning.</param>
/// <param name="Why">What says so.</param>
internal sealed record ColumnChoice(ColumnProfile Column, Meaning Meaning, string Why);
