using Ayni.Domain.Training;
using Ayni.Recommenders;

namespace Ayni.Grains.Training;

/// <summary>Options of a run as the training library takes them.</summary>
public static class AlsOptions
{
    public static ImplicitAlsOptions From(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new()
        {
            Rank = options.Rank,
            Sweeps = options.Sweeps,
            Regularization = options.Regularization,
            UnobservedWeight = options.UnobservedWeight,
            FrequencyScaling = options.FrequencyScaling,
            ConfidenceScale = options.ConfidenceScale,
            ActivityDamping = options.ActivityDamping,
            PopularityExponent = options.PopularityExponent,
            InitialScale = options.InitialScale,
            Seed = options.Seed,
        };
    }
}
