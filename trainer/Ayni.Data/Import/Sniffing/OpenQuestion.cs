namespace Ayni.Data.Import.Sniffing;

/// <summary>What the files do not decide, so that somebody must say it.</summary>
/// <param name="Text">What is open, and why.</param>
/// <param name="Remedy">The option that answers it.</param>
public sealed record OpenQuestion(string Text, string Remedy);
