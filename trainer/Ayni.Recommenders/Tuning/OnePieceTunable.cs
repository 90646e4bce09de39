using System.Collections.Immutable;

namespace Ayni.Recommenders;

/// <summary>
/// A model that is fitted in one piece: item-kNN, BPR, EASE, and those of <see cref="FilterTunables"/>. All its options
/// can be in the space; one that is not there has its default.
/// </summary>
public sealed class OnePieceTunable : ITunable
{
    private readonly IReadOnlyList<JudgedSplit> _splits;
    private readonly Func<OptionValues, IRecommender> _create;

    internal OnePieceTunable(
        IReadOnlyList<JudgedSplit> splits,
        string model,
        ImmutableArray<TunableOption> options,
        Func<OptionValues, IRecommender> create)
    {
        ArgumentNullException.ThrowIfNull(splits);
        ArgumentOutOfRangeException.ThrowIfZero(splits.Count);
        (_splits, Model, Options, _create) = (splits, model, options, create);
    }

    /// <inheritdoc/>
    public string Model { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TunableOption> Options { get; }

    /// <inheritdoc/>
    public bool IsResumable => false;

    /// <summary>Item-kNN: <c>neighbours</c>, <c>knn-weighting</c>.</summary>
    /// <param name="splits">What a trial is fitted on and judged by: its figure is the mean over them.</param>
    public static OnePieceTunable ItemKnn(IReadOnlyList<JudgedSplit> splits)
    {
        const string Neighbours = "neighbours";
        const string Weighting = "knn-weighting";
        var defaults = new ItemKnnOptions();
        return new OnePieceTunable(
            splits,
            "item-knn",
            [new(Neighbours, IsWhole: true), new(Weighting) { Choices = [.. Enum.GetNames<ItemKnnWeighting>()] }],
            values => new ItemKnnRecommender(defaults with
            {
                Neighbours = values.Whole(Neighbours, defaults.Neighbours),
                Weighting = values.Find(Weighting) is { } weighting
                    ? Enum.Parse<ItemKnnWeighting>(weighting, ignoreCase: true)
                    : defaults.Weighting,
            }));
    }

    /// <summary>
    /// BPR: <c>bpr-rank</c>, <c>bpr-epochs</c>, <c>bpr-learning-rate</c>, <c>bpr-regularization</c>.
    /// </summary>
    /// <param name="splits">What a trial is fitted on and judged by: its figure is the mean over them.</param>
    /// <param name="seed">Seed of every trial.</param>
    /// <param name="threads">Threads of a fit; 0 for one a processor.</param>
    public static OnePieceTunable Bpr(IReadOnlyList<JudgedSplit> splits, int seed = 1, int threads = 0)
    {
        const string Rank = "bpr-rank";
        const string Epochs = "bpr-epochs";
        const string LearningRate = "bpr-learning-rate";
        const string Regularization = "bpr-regularization";
        var defaults = new BprOptions { Seed = seed };
        return new OnePieceTunable(
            splits,
            "bpr",
            [new(Rank, IsWhole: true), new(Epochs, IsWhole: true), new(LearningRate), new(Regularization)],
            values => new BprRecommender(
                defaults with
                {
                    Rank = values.Whole(Rank, defaults.Rank),
                    Epochs = values.Whole(Epochs, defaults.Epochs),
                    LearningRate = values.Number(LearningRate, defaults.LearningRate),
                    Regularization = values.Number(Regularization, defaults.Regularization),
                },
                threads));
    }

    /// <summary>EASE: <c>ease-regularization</c>, <c>ease-weight-exponent</c>, <c>ease-max-items</c>.</summary>
    /// <param name="splits">What a trial is fitted on and judged by: its figure is the mean over them.</param>
    /// <param name="threads">Threads of a fit; 0 for one a processor.</param>
    public static OnePieceTunable Ease(IReadOnlyList<JudgedSplit> splits, int threads = 0)
    {
        const string Regularization = "ease-regularization";
        const string WeightExponent = "ease-weight-exponent";
        const string MaxItems = "ease-max-items";
        var defaults = new EaseOptions();
        return new OnePieceTunable(
            splits,
            "ease",
            [new(Regularization), new(WeightExponent), new(MaxItems, IsWhole: true)],
            values => new EaseRecommender(
                defaults with
                {
                    Regularization = values.Number(Regularization, defaults.Regularization),
                    WeightExponent = values.Number(WeightExponent, defaults.WeightExponent),
                    MaxItems = values.Whole(MaxItems, defaults.MaxItems),
                },
                threads));
    }

    /// <inheritdoc/>
    public ITrial Start(OptionValues options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new OnePieceTrial(_splits, _create(options));
    }
}
