using System.CommandLine;
using System.Globalization;
using Ayni.Domain.Errors;
using Ayni.Recommenders;

namespace Ayni.Trainer.Evaluating;

/// <summary>The options of <c>evaluate --format sequences</c> beyond those of all formats.</summary>
internal sealed class SequenceArguments
{
    private static readonly TransitionOptions Steps = new();
    private static readonly RecencyWeightedOptions Fading = new();

    private readonly Option<double> _foldInDecay = Valued(
        "--fold-in-decay", "als, ease and the like: the k-th newest item of a history weighs k^-this.",
        Fading.HistoryDecay);

    private readonly Option<double> _fitDecay = Valued(
        "--fit-decay", "als, ease and the like: the same in the fit.", Fading.FitDecay);

    private readonly Option<double> _foldInFreshness = Valued(
        "--fold-in-freshness",
        "als, ease and the like: exponent of how much nearer than usual an item stands to the ends.",
        Fading.FreshnessExponent);

    private readonly Option<double> _historyDecay = Valued(
        "--history-decay", "transitions: the k-th newest item of a history counts k^-this.", Steps.HistoryDecay);

    private readonly Option<double> _distanceDecay = Valued(
        "--distance-decay", "transitions: one over d positions counts d^-this.", Steps.DistanceDecay);

    private readonly Option<double> _backward = Valued(
        "--backward-share", "transitions: what one against its direction counts.", Steps.BackwardShare);

    private readonly Option<double> _source = Valued(
        "--source-scaling", "transitions: exponent of the frequency of the item come from.", Steps.SourceScaling);

    private readonly Option<double> _target = Valued(
        "--target-scaling", "transitions: exponent of the frequency of the item gone to.", Steps.TargetScaling);

    private readonly Option<double> _shrinkage = Valued(
        "--shrinkage", "transitions: added to both frequencies.", Steps.Shrinkage);

    private readonly Option<double> _countExponent = Valued(
        "--count-exponent", "transitions: exponent of the counts.", Steps.CountExponent);

    private readonly Option<double> _freshness = Valued(
        "--freshness", "transitions: exponent of how much nearer than usual an item stands to the ends.",
        Steps.FreshnessExponent);

    private readonly Option<double> _freshnessShrinkage = Valued(
        "--freshness-shrinkage", "Places that pass before an item's freshness is believed.",
        Steps.FreshnessShrinkage);

    private readonly Option<int> _window = Valued(
        "--window", "Newest items of a history that count, and reach of a transition.", Steps.Window);

    private readonly Option<string> _blend = new("--blend")
    {
        Description = "blend: models and their weights.",
        HelpName = "MODEL=WEIGHT,...",
        DefaultValueFactory = _ => $"{ModelNames.Transitions}=1,{ModelNames.Als}=1",
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[]
        {
            _foldInDecay, _fitDecay, _foldInFreshness, _historyDecay, _distanceDecay, _backward, _source, _target,
            _shrinkage, _window, _countExponent, _freshness, _freshnessShrinkage, _blend,
        })
        {
            command.Add(option);
        }
    }

    /// <summary>The options as given.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: the blend is not one.</exception>
    public SequenceModels Read(ParseResult parsed) => new()
    {
        Transitions = new TransitionOptions
        {
            Window = parsed.GetValue(_window),
            DistanceDecay = parsed.GetValue(_distanceDecay),
            BackwardShare = parsed.GetValue(_backward),
            HistoryDecay = parsed.GetValue(_historyDecay),
            SourceScaling = parsed.GetValue(_source),
            TargetScaling = parsed.GetValue(_target),
            Shrinkage = parsed.GetValue(_shrinkage),
            CountExponent = parsed.GetValue(_countExponent),
            FreshnessExponent = parsed.GetValue(_freshness),
            FreshnessShrinkage = parsed.GetValue(_freshnessShrinkage),
        }.Validated(),
        RecencyWeighted = new RecencyWeightedOptions
        {
            HistoryDecay = parsed.GetValue(_foldInDecay),
            FitDecay = parsed.GetValue(_fitDecay),
            FreshnessExponent = parsed.GetValue(_foldInFreshness),
            FreshnessShrinkage = parsed.GetValue(_freshnessShrinkage),
            Window = parsed.GetValue(_window),
        }.Validated(),
        Blend = [.. parsed.GetRequiredValue(_blend).Split(',').Select(Member)],
    };

    private static BlendMember Member(string text)
    {
        var parts = text.Split('=');
        if (parts.Length == 2
            && ModelNames.OfSequences.Contains(parts[0], StringComparer.Ordinal)
            && parts[0] != ModelNames.Blend
            && double.TryParse(parts[1], CultureInfo.InvariantCulture, out var weight)
            && weight > 0 && double.IsFinite(weight))
        {
            return new BlendMember(parts[0], weight);
        }

        throw new AyniException(
            ErrorCodes.Invalid,
            $"--blend has '{text}'; it must be a model and a weight over 0, such as {ModelNames.Transitions}=1, of "
            + $"{string.Join(", ", ModelNames.OfSequences.Except([ModelNames.Blend]))}.");
    }

    private static Option<T> Valued<T>(string name, string description, T value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
    };
}
