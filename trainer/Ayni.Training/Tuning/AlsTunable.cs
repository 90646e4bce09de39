namespace Ayni.Training;

/// <summary>
/// ALS, its resource the sweeps. A trial is judged after each sweep, so its best number of sweeps comes free; it stops
/// once so many sweeps in a row brought nothing better. The rank is the same for all trials: options do not carry over
/// from one rank to another.
/// </summary>
/// <param name="split">What a trial is fitted on and judged by.</param>
/// <param name="others">Rank, seed and whatever the space leaves out; its sweeps are not used.</param>
/// <param name="patience">Sweeps without a better figure after which a trial stops, 1 or more.</param>
/// <param name="threads">Threads of a fit; 0 for one a processor. The figures do not depend on it.</param>
public sealed class AlsTunable(JudgedSplit split, ImplicitAlsOptions others, int patience = 2, int threads = 0)
    : ITunable
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
        return new Trial(split, tried.Validated(), patience, threads);
    }

    private sealed class Trial(JudgedSplit split, ImplicitAlsOptions options, int patience, int threads) : ITrial
    {
        private TrialScore _score = new(double.NegativeInfinity, 0, 0);
        private ImplicitAlsModel? _model;

        private bool IsStale => _score.SpentResource - _score.BestResource >= patience;

        public TrialScore Advance(int resource, CancellationToken cancellationToken)
        {
            var more = resource - _score.SpentResource;
            if (more <= 0 || IsStale)
                return _score;
            var confidences = Confidence.FromWeights(split.Train, options);
            var scales = PopularityScale.Of(split.Train, options.PopularityExponent);
            var recommender = new ImplicitAlsRecommender(options);
            var last = ImplicitAls.Fit(
                confidences,
                options with { Sweeps = more },
                _model,
                model => Judge(model),
                threads,
                null,
                cancellationToken);
            if (last.Losses.Length > _score.SpentResource)
                Judge(last);

            // The items' factors are all that going on needs.
            _model = last with { UserFactors = [] };
            return _score;

            bool Judge(ImplicitAlsModel model)
            {
                recommender.Use(model, confidences, scales);
                var figure = split.Judge(recommender, cancellationToken);
                var sweeps = model.Losses.Length;
                _score = figure > _score.Metric
                    ? new TrialScore(figure, sweeps, sweeps)
                    : _score with { SpentResource = sweeps };
                return !IsStale;
            }
        }
    }
}
