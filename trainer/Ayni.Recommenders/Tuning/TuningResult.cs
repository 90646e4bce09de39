using System.Collections.Immutable;

namespace Ayni.Recommenders;

/// <summary>What a search found.</summary>
/// <param name="Trials">Trials, the best first; of equal figures the earlier; failed ones last.</param>
/// <param name="End">Why it ended.</param>
public sealed record TuningResult(ImmutableArray<TrialResult> Trials, TuningEnd End)
{
    /// <summary>The best trial; null where none came to a figure.</summary>
    public TrialResult? Best => Trials is [{ Score: not null } best, ..] ? best : null;
}
