using System.CommandLine;
using Ayni.Interactions;
using Ayni.TrainingRuns;

namespace Ayni.Trainer.Training;

/// <summary>A model's options, alike for <c>train</c> and <c>evaluate</c>; defaults are those of a run.</summary>
internal sealed class ModelArguments
{
    private static readonly TrainingOptions Defaults = new();

    private readonly Option<int> _rank = Number("--rank", "Length of a factor.", Defaults.Rank);
    private readonly Option<int> _sweeps = Number("--sweeps", "Sweeps.", Defaults.Sweeps);
    private readonly Option<double> _regularization = Number(
        "--regularization", "Regularisation.", Defaults.Regularization);

    private readonly Option<double> _unobserved = Number(
        "--unobserved-weight", "Weight of an unobserved pair.", Defaults.UnobservedWeight);

    private readonly Option<double> _frequency = Number(
        "--frequency-scaling", "Exponent of the frequency scaling of the regularisation.", Defaults.FrequencyScaling);

    private readonly Option<double> _confidence = Number(
        "--confidence-scale", "Confidence of an observed pair of weight 1.", Defaults.ConfidenceScale);

    private readonly Option<int> _seed = Number("--seed", "Seed of the first factors.", Defaults.Seed);
    private readonly Option<double?> _halfLife = new("--half-life-days")
    {
        Description = "Half-life of an interaction's weight, in days; without it nothing fades.",
    };

    private readonly Dictionary<InteractionType, Option<double>> _weights = new()
    {
        [InteractionType.View] = Number("--view-weight", "Weight of a view.", Defaults.Weights.View),
        [InteractionType.Cart] = Number("--cart-weight", "Weight of a cart.", Defaults.Weights.Cart),
        [InteractionType.Purchase] = Number("--purchase-weight", "Weight of a purchase.", Defaults.Weights.Purchase),
        [InteractionType.Rating] = Number("--rating-weight", "Weight of a rating of 5.", Defaults.Weights.Rating),
        [InteractionType.Search] = Number("--search-weight", "Weight of a search.", Defaults.Weights.Search),
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[]
        {
            _rank, _sweeps, _regularization, _unobserved, _frequency, _confidence, _seed, _halfLife,
        })
        {
            command.Add(option);
        }

        foreach (var weight in _weights.Values)
            command.Add(weight);
    }

    public TrainingOptions Read(ParseResult parsed) => new()
    {
        Rank = parsed.GetValue(_rank),
        Sweeps = parsed.GetValue(_sweeps),
        Regularization = parsed.GetValue(_regularization),
        UnobservedWeight = parsed.GetValue(_unobserved),
        FrequencyScaling = parsed.GetValue(_frequency),
        ConfidenceScale = parsed.GetValue(_confidence),
        Seed = parsed.GetValue(_seed),
        Weights = new InteractionWeights
        {
            View = parsed.GetValue(_weights[InteractionType.View]),
            Cart = parsed.GetValue(_weights[InteractionType.Cart]),
            Purchase = parsed.GetValue(_weights[InteractionType.Purchase]),
            Rating = parsed.GetValue(_weights[InteractionType.Rating]),
            Search = parsed.GetValue(_weights[InteractionType.Search]),
            HalfLife = parsed.GetValue(_halfLife) is { } days ? TimeSpan.FromDays(days) : null,
        },
    };

    private static Option<T> Number<T>(string name, string description, T value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
    };
}
