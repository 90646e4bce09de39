using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Ayni.GrainInterfaces.Training;

/// <summary>
/// How often the active version, asked just before a shopper bought something new, had it among its ten best
/// (prequential evaluation); keyed by model name. Counts only while somebody has it look.
/// </summary>
[Alias("ayni.live-hit-rate")]
public interface ILiveHitRateGrain : IGrainWithStringKey
{
    /// <summary>Right answers of the versions asked last, newest first.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("get"), AlwaysInterleave]
    Task<ImmutableArray<VersionHits>> Get(CancellationToken cancellationToken = default);

    /// <summary>
    /// Asks the active version about a sample of what came into the log since the last look: bounded, whatever came.
    /// </summary>
    /// <param name="cancellationToken">Gives up; nothing is counted then.</param>
    /// <returns>That its rate fell beyond chance, in words, once a day; else null.</returns>
    [Alias("look")]
    Task<string?> Look(CancellationToken cancellationToken = default);
}
