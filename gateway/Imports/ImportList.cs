namespace Ayni.Gateway.Imports;

/// <summary>Imports over HTTP.</summary>
/// <param name="Imports">The newest, newest first.</param>
public sealed record ImportList(IReadOnlyList<ImportAnswer> Imports);
