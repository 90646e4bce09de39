using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ayni.Gateway.Status;

/// <summary>Health of the gateway.</summary>
/// <param name="Status">live, ready or not_ready.</param>
/// <param name="Obstacles">What keeps it from answering.</param>
/// <param name="Parts">What each part says of itself, and how far it is.</param>
public sealed record HealthAnswer(
    string Status, IReadOnlyList<string> Obstacles, IReadOnlyDictionary<string, string> Parts)
{
    /// <summary>The process runs.</summary>
    public static HealthAnswer Live { get; } = new("live", [], new Dictionary<string, string>());

    /// <summary>What the checks found. A part that is degraded says so and keeps nobody from being answered.</summary>
    public static HealthAnswer From(HealthReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new HealthAnswer(
            report.Status == HealthStatus.Unhealthy ? "not_ready" : "ready",
            [
                .. report.Entries.Where(part => part.Value.Status == HealthStatus.Unhealthy)
                    .Select(part => $"{part.Key}: {part.Value.Description}"),
            ],
            report.Entries.ToDictionary(part => part.Key, part => part.Value.Description ?? ""));
    }
}
