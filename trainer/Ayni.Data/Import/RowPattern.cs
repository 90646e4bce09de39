namespace Ayni.Data.Import;

/// <summary>Rows whose value of a column matches a regular expression, whatever the case.</summary>
/// <param name="Column">Column.</param>
/// <param name="Pattern">.NET regular expression.</param>
public sealed record RowPattern(string Column, string Pattern);
