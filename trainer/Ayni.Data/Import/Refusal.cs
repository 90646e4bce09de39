namespace Ayni.Data.Import;

/// <summary>Why a row is refused.</summary>
internal readonly record struct Refusal(string Reason, string? Column = null, string? Value = null);
