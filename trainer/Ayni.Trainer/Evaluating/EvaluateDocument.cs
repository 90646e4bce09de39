using Ayni.Recommenders;

namespace Ayni.Trainer.Evaluating;

/// <summary>What <c>evaluate</c> found.</summary>
internal sealed record EvaluateDocument
{
    /// <summary>Figure that ratios are of.</summary>
    public const string Judge = "ndcg@10";

    /// <summary>What was split, and how; of several parts the last, with the dropped pairs of all.</summary>
    public required SplitFacts Split { get; init; }

    /// <summary>Folds or windows; 1 for a plain split.</summary>
    public required int Parts { get; init; }

    /// <summary>Users asked: those with a test pair left.</summary>
    public required int Users { get; init; }

    /// <summary>Their test pairs.</summary>
    public required int TestPairs { get; init; }

    /// <summary>Test pairs dropped because the user has the product in train.</summary>
    public required int SeenPairs { get; init; }

    /// <summary>Test pairs dropped because nobody met the product in train.</summary>
    public required int UnreachablePairs { get; init; }

    /// <summary>Products ranked, before a user's own are taken out.</summary>
    public required int CandidateItems { get; init; }

    /// <summary>Cutoffs, candidates and segments.</summary>
    public required EvaluationOptions Evaluation { get; init; }

    /// <summary>Samples, confidence and seed of intervals and tests.</summary>
    public required SignificanceOptions Significance { get; init; }

    /// <summary>Options of ALS.</summary>
    public required ImplicitAlsOptions Als { get; init; }

    /// <summary>Options of item-kNN.</summary>
    public required ItemKnnOptions ItemKnn { get; init; }

    /// <summary>Options of BPR; null where it was not measured.</summary>
    public BprOptions? Bpr { get; init; }

    /// <summary>Options of EASE; null where it was not measured.</summary>
    public EaseOptions? Ease { get; init; }

    /// <summary>Options of the models that know an order; null where there is none.</summary>
    public SequenceModels? Sequences { get; init; }

    /// <summary>Options of graph filtering and of its blend; null where no such model was measured.</summary>
    public FilterModels? Filters { get; init; }

    /// <summary>The models, the floor first.</summary>
    public required IReadOnlyList<MeasuredModel> Models { get; init; }

    /// <summary>Each model with the first, and the best with all others.</summary>
    public required IReadOnlyList<ModelDifference> Comparisons { get; init; }

    /// <summary>NDCG@10 of one model over that of another, where both were measured.</summary>
    public required IReadOnlyDictionary<string, double> Ratios { get; init; }

    public static EvaluateDocument Of(
        IReadOnlyList<SplitFacts> facts,
        EvaluationOptions evaluation,
        SignificanceOptions significance,
        ComparedRecommenders recommenders,
        IReadOnlyList<ModelRun> runs,
        IReadOnlyList<ModelDifference> comparisons)
    {
        var report = runs[0].Pooled;
        var dropped = new SplitReport(
            facts.Sum(part => part.Test.TestPairs),
            facts.Sum(part => part.Test.UnknownUserPairs),
            facts.Sum(part => part.Test.UnreachablePairs),
            facts.Sum(part => part.Test.ZeroWeightPairs),
            facts.Sum(part => part.Test.RepeatPairs));
        var models = runs.Select(run => run.Document()).ToList();
        return new EvaluateDocument
        {
            Split = facts[^1] with { Test = dropped },
            Parts = facts.Count,
            Users = report.Users,
            TestPairs = report.TestPairs,
            SeenPairs = report.SeenPairs,
            UnreachablePairs = report.UnreachablePairs + dropped.UnreachablePairs,
            CandidateItems = report.CandidateItems,
            Evaluation = evaluation,
            Significance = significance,
            Als = recommenders.Als,
            ItemKnn = recommenders.ItemKnn,
            Bpr = recommenders.Names.Contains(ModelNames.Bpr) ? recommenders.Bpr : null,
            Ease = recommenders.Names.Contains(ModelNames.Ease) ? recommenders.Ease : null,
            Sequences = recommenders.Sequences,
            Filters = recommenders.Names.Any(FilterModels.HasFilter) ? recommenders.Filters : null,
            Models = models,
            Comparisons = comparisons,
            Ratios = RatiosOf(models),
        };
    }

    /// <summary>Every model over the first, and item-kNN over ALS: is the simple model as good?</summary>
    private static SortedDictionary<string, double> RatiosOf(List<MeasuredModel> models)
    {
        var judged = models.ToDictionary(model => model.Model, model => model.Metrics.GetValueOrDefault(Judge));
        var ratios = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var model in models.Skip(1))
            Add(model.Model, models[0].Model);
        Add(ModelNames.ItemKnn, ModelNames.Als);
        Add(ModelNames.Bpr, ModelNames.Als);
        Add(ModelNames.Ease, ModelNames.Als);
        return ratios;

        void Add(string model, string other)
        {
            if (judged.TryGetValue(model, out var own) && judged.TryGetValue(other, out var theirs) && theirs > 0)
                ratios.TryAdd($"{model}/{other}", Math.Round(own / theirs, 4));
        }
    }
}
