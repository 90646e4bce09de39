namespace Ayni.Data.Import;

/// <summary>Rows to refuse: by a pattern, or by a number at or under a bound.</summary>
/// <param name="Reason">Name the rows are counted under.</param>
/// <param name="Column">Column looked at.</param>
/// <param name="Pattern">.NET regular expression, whatever the case.</param>
/// <param name="AtMost">Refuse numbers at or under this; what is no number is refused as <c>not_a_number</c>.</param>
public sealed record RefusalRule(string Reason, string Column, string? Pattern = null, double? AtMost = null);
