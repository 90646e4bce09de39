namespace Ayni.Data.Import.Sniffing;

/// <summary>How a text table is written.</summary>
/// <param name="Delimiter">Field separator.</param>
/// <param name="Quote">What encloses fields; null for nothing.</param>
/// <param name="HasHeader">Whether the first row holds names.</param>
/// <param name="Questions">What the text does not decide.</param>
internal sealed record Dialect(char Delimiter, char? Quote, bool HasHeader, IReadOnlyList<OpenQuestion> Questions);
