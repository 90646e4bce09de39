namespace Ayni.Quality;

/// <summary>A published version and its figures on its own hold-out.</summary>
/// <param name="Version">Its number or name.</param>
/// <param name="CreatedAt">When it was trained.</param>
/// <param name="IsActive">Whether it serves.</param>
/// <param name="Metrics">Figures by name.</param>
public sealed record ModelPoint(
    string Version, DateTimeOffset CreatedAt, bool IsActive, IReadOnlyDictionary<string, double> Metrics);
