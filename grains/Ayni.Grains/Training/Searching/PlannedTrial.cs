using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Training;

namespace Ayni.Grains.Training;

/// <summary>A trial to be made.</summary>
/// <param name="Part">The part tried.</param>
/// <param name="Source">Where the setting comes from.</param>
/// <param name="Options">All options, those tried among them.</param>
/// <param name="AreSweepsFixed">Whether the sweeps were given, so that the last one alone is judged.</param>
public sealed record PlannedTrial(string Part, SearchSource Source, TrainingOptions Options, bool AreSweepsFixed)
{
    /// <summary>The trial as it is recorded, its figure aside.</summary>
    public SearchTrial Begun => Part == SearchPlan.Ease
        ? new SearchTrial { Part = Part, Source = Source, Regularization = Options.EaseRegularization }
        : new SearchTrial
        {
            Part = Part,
            Source = Source,
            Rank = Options.Rank,
            Sweeps = Options.Sweeps,
            Regularization = Options.Regularization,
            UnobservedWeight = Options.UnobservedWeight,
            FrequencyScaling = Options.FrequencyScaling,
        };
}
