using System.Diagnostics.CodeAnalysis;
using Ayni.Domain.Interactions;
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
        var shopper = question.Shopper;
        if (reranker is null || question.Slices is not null || !shopper.MayPersonalize
            || !IsFor(question.Scenario, question.Snapshot.Model, reranker))
            return null;
        var model = question.Snapshot.Model!;
        var newest = shopper.History.TakeLast(model.Artifact.Options.Weights.NewestPerUser).ToArray();
        var history = shopper.Entries is { } entries ? entries(model) : ShopperHistory.Of(model.Artifact, newest);
        return history.Length == 0
            ? null
            : new Reranking(reranker, TasteOf(reranker, model.Artifact, newest, history));
    }

    /// <summary>
    /// Whether the lists of a scenario are re-ranked, of shoppers with a history who allow it.
    /// </summary>
    /// <param name="scenario">Scenario, with what the request changes of it.</param>
    /// <param name="model">What answers; null: no model does.</param>
    /// <param name="reranker">What was learnt for the version that answers; null: nothing.</param>
    public static bool IsFor(Scenario scenario, ServedModel? model, [NotNullWhen(true)] Reranker? reranker)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return reranker is not null && scenario.Reranks != false
            && scenario.Sources is [{ Name: SourceNames.Model }]
            && model is not null && model.Artifact.Version == reranker.Header.ModelVersion && Speaks(reranker, model)
            && ObjectiveWeights.Of(model.Artifact.Options.Weights, scenario.Objective) is null;
    }

    /// <summary>What a re-ranker makes of a shopper.</summary>
    /// <param name="reranker">The re-ranker.</param>
    /// <param name="model">The version that it is of.</param>
    /// <param name="newest">What counts of what they did.</param>
    /// <param name="history">What the model makes of that.</param>
    public static ShopperTaste TasteOf(
        Reranker reranker,
        ModelArtifact model,
        IReadOnlyList<LoggedInteraction> newest,
        IReadOnlyList<HistoryEntry> history)
    {
        ArgumentNullException.ThrowIfNull(reranker);
        ArgumentNullException.ThrowIfNull(model);
        var last = HistoryOrder.OldestFirst(newest, model.Options.Weights, model.ReferenceTime).LastOrDefault();
        var ago = last is null ? 0 : HistoryOrder.SecondsAgo(last.Interaction, model.ReferenceTime);
        return new ShopperTaste(history, ago, reranker.Facts.Labels);
    }

    /// <summary>A pool in its new order.</summary>
    public static RerankedPool Rank(Reranker reranker, ShopperTaste taste, PoolScan scan)
    {
        ArgumentNullException.ThrowIfNull(reranker);
        ArgumentNullException.ThrowIfNull(scan);
        var scores = reranker.Score(scan.Candidates, taste);
        return new RerankedPool(scan.Rows, scan.Candidates, scores, Reranker.Deal(scores, scan.Sums));
    }

    /// <summary>The shopper's pool in its new order. Found once: every round and page goes by the same one.</summary>
    /// <param name="question">The request.</param>
    /// <param name="scorers">Scorers of the model's parts.</param>
    /// <param name="buffers">Rows that may be given are in it; its sums are free.</param>
    public RerankedPool PoolOf(Question question, IReadOnlyList<Scorer> scorers, ScanBuffers buffers) =>
        _pool ??= Rank(_reranker, _taste, PoolScan.Of(question, scorers, _reranker.Header, buffers));

    /// <summary>What each feature adds to the trees' score of a place in the pool.</summary>
    public double[] Explain(RerankedPool pool, int place)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return _reranker.Explain(pool.Candidates, _taste, place);
    }

    // The pools it learnt from had the same parts.
    private static bool Speaks(Reranker reranker, ServedModel model) =>
        model.Artifact.PartWeights.Where(part => part.Value > 0 && !model.Artifact.Attachments.ContainsKey(part.Key))
            .Select(part => part.Key).ToHashSet(StringComparer.Ordinal).SetEquals(reranker.Header.Parts);
}
