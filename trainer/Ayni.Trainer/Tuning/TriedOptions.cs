using Ayni.Recommenders;
using Ayni.Trainer.Training;

namespace Ayni.Trainer.Tuning;

/// <summary>One trial for people and scripts.</summary>
/// <param name="Trial">Place in the sequence, from 0.</param>
/// <param name="Options">What was tried.</param>
/// <param name="Figure">Best figure; null where it failed.</param>
/// <param name="BestAt">Sweeps at which it was reached.</param>
/// <param name="Spent">Sweeps made.</param>
/// <param name="Seconds">Time of fitting and judging.</param>
/// <param name="Error">Why it failed.</param>
internal sealed record TriedOptions(
    int Trial,
    IReadOnlyDictionary<string, object> Options,
    double? Figure,
    int? BestAt,
    int? Spent,
    double Seconds,
    string? Error)
{
    public static TriedOptions Of(TrialResult trial, TimeSpan spent) => new(
        trial.Index,
        OptionsFile.Typed(trial.Options),
        trial.Score is { } score ? Math.Round(score.Metric, 6) : null,
        trial.Score?.BestResource,
        trial.Score?.SpentResource,
        Math.Round(spent.TotalSeconds, 2),
        trial.Error);
}
