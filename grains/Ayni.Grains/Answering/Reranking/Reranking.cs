using Ayni.Domain.Scenarios;
using Ayni.Grains.Models;
using Ayni.Grains.Training;
using Ayni.Recommenders;

namespace Ayni.Grains.Answering;

/// <summary>
/// Orders one shopper's candidates by what was learnt, where the list is the one that the learning was judged on: the
/// model alone, for somebody who met something. For one request; one thread at a time.
/// </summary>
internal sealed class Reranking
{
    private readonly Reranker _reranker;
    private readonly ShopperTaste _taste;
    private RerankedPool? _pool;

    private Reranking(Reranker reranker, ShopperTaste taste) => (_reranker, _taste) = (reranker, taste);

    /// <summary>Names of the features that explain a place, in the order of <see cref="Explain"/>.</summary>
    public IReadOnlyList<string> Features => _reranker.Trees.Names;

    /// <summary>What the trees give everybody.</summary>
    public double Bias => _reranker.Trees.Bias;

    /// <summary>The re-ranking of a request; null: its list stays as it is.</summary>
    /// <param name="question">The request.</param>
    /// <param name="reranker">What was learnt for the version that answers; null: nothing.</param>
    public static Reranking? Of(Question question, Reranker? reranker)
    {
        ArgumentNullException.ThrowIfNull(question);
        var (scenario, shopper) = (question.Scenario, question.Shopper);
        if (reranker is null || scenario.Reranks == false || question.Slices is not null
            || scenario.Sources is not [{ Name: SourceNames.Model }]
            || question.Snapshot.Model is not { } model || model.Artifact.Version != reranker.Header.ModelVersion
            || !shopper.MayPersonalize || !Speaks(reranker, model))
            return null;
        var weights = model.Artifact.Options.Weights;
        if (ObjectiveWeights.Of(weights, scenario.Objective) is not null)
            return null;
        var newest = shopper.History.TakeLast(weights.NewestPerUser).ToArray();
        var history = shopper.Entries is { } entries ? entries(model) : ShopperHistory.Of(model.Artifact, newest);
        if (history.Length == 0)
            return null;
        var last = HistoryOrder.OldestFirst(newest, weights, model.Artifact.ReferenceTime).LastOrDefault();
        var ago = last is null ? 0 : HistoryOrder.SecondsAgo(last.Interaction, model.Artifact.ReferenceTime);
        return new Reranking(reranker, new ShopperTaste(history, ago, reranker.Facts.Labels));
    }

    /// <summary>The shopper's pool in its new order. Found once: every round and page goes by the same one.</summary>
    /// <param name="question">The request.</param>
    /// <param name="scorers">Scorers of the model's parts.</param>
    /// <param name="buffers">Rows that may be given are in it; its sums are free.</param>
    public RerankedPool PoolOf(Question question, IReadOnlyList<Scorer> scorers, ScanBuffers buffers) =>
        _pool ??= Rank(PoolScan.Of(question, scorers, _reranker.Header, buffers));

    /// <summary>What each feature adds to the trees' score of a place in the pool.</summary>
    public double[] Explain(RerankedPool pool, int place)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return _reranker.Explain(pool.Candidates, _taste, place);
    }

    private RerankedPool Rank(PoolScan scan)
    {
        var scores = _reranker.Score(scan.Candidates, _taste);
        return new RerankedPool(scan.Rows, scan.Candidates, scores, Reranker.Deal(scores, scan.Sums));
    }

    // The pools it learnt from had the same parts.
    private static bool Speaks(Reranker reranker, ServedModel model) =>
        model.Artifact.PartWeights.Where(part => part.Value > 0 && !model.Artifact.Attachments.ContainsKey(part.Key))
            .Select(part => part.Key).ToHashSet(StringComparer.Ordinal).SetEquals(reranker.Header.Parts);
}
