using System.CommandLine;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Domain.Training;
using Ayni.Recommenders;

namespace Ayni.Trainer.Training;

/// <summary>The options of ALS, alike for all commands that fit it; defaults are those of a run.</summary>
/// <param name="otherModels">Models that the command fits beside ALS: their option files are no mistake.</param>
internal sealed class ModelArguments(params IReadOnlyList<string> otherModels)
{
    private const string Als = "als";
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

    private readonly Option<double> _damping = Number(
        "--activity-damping", "Exponent by which users who do much count less.", Defaults.ActivityDamping);

    private readonly Option<double> _popularity = Number(
        "--popularity-exponent",
        "Exponent of an item's popularity that its scores are multiplied by.",
        Defaults.PopularityExponent);

    private readonly Option<double> _initial = Number(
        "--initial-scale", "Standard deviation of the first factors × √rank.", Defaults.InitialScale);

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

    /// <summary>Where options that are not on the command line are looked up.</summary>
    public OptionsFileArguments Files { get; } = new([Als, .. otherModels]);

    private IEnumerable<Option> All =>
    [
        _rank, _sweeps, _regularization, _unobserved, _frequency, _confidence, _damping, _popularity,
        _initial, _seed, _halfLife,
        .. _weights.Values,
    ];

    public void AddTo(Command command)
    {
        Files.AddTo(command);
        foreach (var option in All)
            command.Add(option);
    }

    /// <summary>What the command line says, else what an options file says, else the defaults.</summary>
    /// <exception cref="AyniException">An options file is not usable: why.</exception>
    public TrainingOptions Read(ParseResult parsed)
    {
        var file = Files.Find(parsed, Als, All);
        return new()
        {
            Rank = Value(_rank),
            Sweeps = Value(_sweeps),
            Regularization = Value(_regularization),
            UnobservedWeight = Value(_unobserved),
            FrequencyScaling = Value(_frequency),
            ConfidenceScale = Value(_confidence),
            ActivityDamping = Value(_damping),
            PopularityExponent = Value(_popularity),
            InitialScale = Value(_initial),
            Seed = Value(_seed),
            Weights = new InteractionWeights
            {
                View = Value(_weights[InteractionType.View]),
                Cart = Value(_weights[InteractionType.Cart]),
                Purchase = Value(_weights[InteractionType.Purchase]),
                Rating = Value(_weights[InteractionType.Rating]),
                Search = Value(_weights[InteractionType.Search]),
                HalfLife = Value(_halfLife) is { } days ? TimeSpan.FromDays(days) : null,
            },
        };

        T? Value<T>(Option<T> option) => OptionsFile.Value(parsed, option, file);
    }

    /// <summary>
    /// Every option of the model but seed and sweeps, and the weights that are not left at their defaults, by their
    /// names on the command line.
    /// </summary>
    public OptionValues Settled(ParseResult parsed)
    {
        var file = Files.Find(parsed, Als, All);
        return new OptionValues(
        [
            Written(_rank), Written(_regularization), Written(_unobserved), Written(_frequency), Written(_confidence),
            Written(_damping), Written(_popularity), Written(_initial),
            .. _weights.Values.Where(IsGiven).Select(Written),
            .. IsGiven(_halfLife) ? [Written(_halfLife)] : Array.Empty<(string, string)>(),
        ]);

        bool IsGiven<T>(Option<T> option) => parsed.GetResult(option) is { Implicit: false }
            || file?.Options.Find(OptionsFile.NameOf(option)) is not null;

        (string Name, string Value) Written<T>(Option<T> option) => OptionsFile.Written(parsed, option, file);
    }

    private static Option<T> Number<T>(string name, string description, T value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
    };
}
