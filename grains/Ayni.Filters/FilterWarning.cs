namespace Ayni.Filters;

/// <summary>
/// Something in a filter that works but is hardly what was meant, such as a brand that no product has.
/// </summary>
/// <param name="Line">Line of the text, from 1.</param>
/// <param name="Column">Character of the line, from 1.</param>
/// <param name="Message">What, and what was perhaps meant.</param>
public sealed record FilterWarning(int Line, int Column, string Message);
