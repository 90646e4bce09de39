namespace Ayni.Recommenders;

/// <summary>
/// ALS, its resource the sweeps. A trial is judged after each sweep, so its best number of sweeps comes free; it stops
/// once so many sweeps in a row brought nothing better. The rank is the same for all trials: options do not carry over
/// from one rank to another.
/// </summary>
/// <param name="splits">
/// What a trial is fitted on and judged by, one or more: its figure after a sweep is the mean over them. A trial on
/// several gives each all the sweeps it is advanced by; patience then decides whether it is advanced further.
/// </param>
/// <param name="others">Rank, seed and whatever the space leaves out; its sweeps are not used.</param>
/// <param name="patience">Sweeps without a better figure after which a trial stops, 1 or more.</param>
/// <param name="threads">Threads of a fit; 0 for one a processor. The figures do not depend on it.</param>
public sealed class AlsTunable(
    IReadOnlyList<JudgedSplit> splits, ImplicitAlsOptions others, int patience = 2, int threads = 0) : ITunable
{
    /// <summary>Name of the number of sweeps, the resource, on the command line.</summary>
    public const string Sweeps = "sweeps";

    private const string Regularization = "regularization";
    private const string UnobservedWeight = "unobserved-weight";
    private const string FrequencyScaling = "frequency-scaling";
    private const string ConfidenceScale = "confidence-scale";
    private const string ActivityDamping = "activity-damping";
    private const string PopularityExponent = "popularity-exponent";
    private const string InitialScale = "initial-scale";

    /// <inheritdoc/>
    public string Model => "als";

    /// <inheritdoc/>
    public IReadOnlyList<TunableOption> Options { get; } =
    [
        new(Regularization), new(UnobservedWeight), new(FrequencyScaling), new(ConfidenceScale),
        new(ActivityDamping), new(PopularityExponent), new(InitialScale),
    ];

    /// <inheritdoc/>
    public bool IsResumable => true;

    /// <inheritdoc/>
    public ITrial Start(OptionValues options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(patience, 1);
        ArgumentOutOfRangeException.ThrowIfZero(splits.Count);
        var tried = others with
        {
            Regularization = options.Number(Regularization, others.Regularization),
            UnobservedWeight = options.Number(UnobservedWeight, others.UnobservedWeight),
            FrequencyScaling = options.Number(FrequencyScaling, others.FrequencyScaling),
            ConfidenceScale = options.Number(ConfidenceScale, others.ConfidenceScale),
            ActivityDamping = options.Number(ActivityDamping, others.ActivityDamping),
            PopularityExponent = options.Number(PopularityExponent, others.PopularityExponent),
            InitialScale = options.Number(InitialScale, others.InitialScale),
        };
        return new Trial(splits, tried.Validated(), patience, threads);
    }

    private sealed class Trial(
        IReadOnlyList<JudgedSplit> splits, ImplicitAlsOptions options, int patience, int threads) : ITrial
    {
        private readonly Fold[] _folds = [.. splits.Select(split => new Fold(split, options, threads))];
        private TrialScore _score = new(double.NegativeInfinity, 0, 0);

        public TrialScore Advance(int resource, CancellationToken cancellationToken)
        {
            var more = resource - _score.SpentResource;
            if (more <= 0 || IsStale(_score))
                return _score;
            foreach (var fold in _folds)
                fold.Advance(more, figures => _folds.Length > 1 || !IsStale(Best(figures)), cancellationToken);
            return _score = Best(
                [.. _folds[0].Figures.Select((_, sweep) => _folds.Average(fold => fold.Figures[sweep]))]);
        }

        private bool IsStale(TrialScore score) => score.SpentResource - score.BestResource >= patience;

        private static TrialScore Best(List<double> figures)
        {
            var best = 0;
            for (var sweep = 1; sweep < figures.Count; sweep++)
            {
                if (figures[sweep] > figures[best])
                    best = sweep;
            }

            return new TrialScore(figures[best], best + 1, figures.Count);
        }
    }

    /// <summary>A trial on one split: the model so far, and its figure after each sweep.</summary>
    private sealed class Fold(JudgedSplit split, ImplicitAlsOptions options, int threads)
    {
        private ImplicitAlsModel? _model;

        public List<double> Figures { get; } = [];

        public void Advance(int sweeps, Func<List<double>, bool> mayGoOn, CancellationToken cancellationToken)
        {
            var confidences = Confidence.FromWeights(split.Train, options);
            var scales = PopularityScale.Of(split.Train, options.PopularityExponent);
            var recommender = new ImplicitAlsRecommender(options);
            var last = ImplicitAls.Fit(
                confidences, options with { Sweeps = sweeps }, _model, Judge, threads, null, cancellationToken);
            if (last.Losses.Length > Figures.Count)
                Judge(last);

            // The items' factors are all that going on needs.
            _model = last with { UserFactors = [] };

            bool Judge(ImplicitAlsModel model)
            {
                recommender.Use(model, confidences, scales);
                Figures.Add(split.Judge(recommender, cancellationToken));
                return mayGoOn(Figures);
            }
        }
    }
}
