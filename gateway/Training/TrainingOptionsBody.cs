using Ayni.Domain.Training;

namespace Ayni.Gateway.Training;

/// <summary>Options of a training run.</summary>
/// <remarks>Texts and ranges are those of <see cref="TrainingOptionTable"/>, in the document too.</remarks>
public sealed record TrainingOptionsBody
{
    public required int Rank { get; init; }

    public required int Sweeps { get; init; }

    public required double Regularization { get; init; }

    public required double UnobservedWeight { get; init; }

    public required double FrequencyScaling { get; init; }

    public required double ConfidenceScale { get; init; }

    public required double ActivityDamping { get; init; }

    public required double PopularityExponent { get; init; }

    public required double InitialScale { get; init; }

    public required int Seed { get; init; }

    public required int Neighbours { get; init; }

    public required bool Ease { get; init; }

    public required int EaseMaxItems { get; init; }

    public required double EaseRegularization { get; init; }

    public required bool Transitions { get; init; }

    public required bool BoughtTogether { get; init; }

    public required int MinSupport { get; init; }

    public required bool Blend { get; init; }

    public required int Blocks { get; init; }

    /// <summary>Type weights and decay.</summary>
    public required WeightsBody Weights { get; init; }

    public long? AsOfPosition { get; init; }

    public required double JudgedShare { get; init; }

    public required string Positives { get; init; }

    public required string Search { get; init; }

    public required bool Force { get; init; }

    /// <summary>The wire form of options.</summary>
    public static TrainingOptionsBody From(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new TrainingOptionsBody
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
            Neighbours = options.Neighbours,
            Ease = options.Ease,
            EaseMaxItems = options.EaseMaxItems,
            EaseRegularization = options.EaseRegularization,
            Transitions = options.Transitions,
            BoughtTogether = options.BoughtTogether,
            MinSupport = options.MinSupport,
            Blend = options.Blend,
            Blocks = options.Blocks,
            Weights = WeightsBody.From(options.Weights),
            AsOfPosition = options.AsOfPosition,
            JudgedShare = options.JudgedShare,
            Positives = Ayni.Domain.Interactions.Positives.NameOf(options.Positives),
            Search = TrainingOptionTable.Search.Read(options),
            Force = options.Force,
        };
    }
}
