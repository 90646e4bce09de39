using System.Collections.Immutable;
using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Catalog;
using Ayni.Grains.Models;
using Ayni.Grains.Scenarios;
using Ayni.Recommenders;

namespace Ayni.Grains.Answering;

/// <summary>
/// Answers requests: scenario, sources, merge, live scoring by product grains, rules, diversification. Stateless; one a
/// silo.
/// </summary>
internal sealed class Recommender(
    ServingModel serving,
    ServedScenarios scenarios,
    LogTrends trends,
    LogSegments segments,
    ScanScheduler scans,
    SliceAsker slices,
    LiveScoring live,
    Explainer explainer,
    ICatalogStore catalog,
    AnsweringOptions options,
    IRecommendationIdSource ids,
    TimeProvider time,
    AnswerMetrics metrics)
{
    /// <summary>
    /// How often a stage is asked for more, each time for four times as many, when rules took too many.
    /// </summary>
    public const int MaxRounds = 4;

    private const int RoundGrowth = 4;

    /// <summary>The table that answers now.</summary>
    public async Task<IndexTable> GetTableAsync(CancellationToken cancellationToken)
    {
        using var stage = metrics.Begin(AnswerStage.Table);
        return await serving.GetTableAsync(cancellationToken);
    }

    /// <summary>What re-ranks the lists of a table now; null: nothing.</summary>
    public Reranker? RerankerOf(IndexTable table) => serving.RerankerOf(table);

    /// <summary>The answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="table">What answers: one version, from the first step to the last.</param>
    /// <param name="shopper">Who asks.</param>
    /// <param name="cancellationToken">Ends the answering.</param>
    /// <param name="reranker">Gives what re-ranks the list; null: what does now.</param>
    /// <param name="asksGrains">False: products are read from the catalogue, for grains may be out of reach.</param>
    /// <exception cref="AyniException">
    /// <c>invalid</c>: a field is out of range, or an expression wrong. <c>not_found</c>: no such scenario, or nobody
    /// knows the product on the page. <c>overloaded</c>: too many ask at once.
    /// </exception>
    public async Task<RecommendationAnswer> AnswerAsync(
        RecommendationRequest request,
        IndexTable table,
        ShopperFacts shopper,
        CancellationToken cancellationToken,
        Func<Reranker?>? reranker = null,
        bool asksGrains = true)
    {
        var question = await AskAsync(request, table, shopper, cancellationToken);
        question = question with
        {
            Reranking = Reranking.Of(question, reranker is null ? serving.RerankerOf(table) : reranker()),
        };
        var making = new AnswerMaking(question);
        await PinAsync(making, asksGrains, cancellationToken);
        await FillAsync(making, ScorerFactory.OfScenario(question), asksGrains, cancellationToken);
        foreach (var fallback in question.Scenario.Fallbacks)
        {
            if (making.List.Free == 0)
                break;
            var before = making.List.Free;
            await FillAsync(making, [.. ScorerFactory.Of(question, fallback, 1)], asksGrains, cancellationToken);
            making.Filled(fallback, before - making.List.Free);
        }

        var list = making.List.List;
        ImmutableArray<RecommendedProduct> items = [.. list.Select(making.LineOf)];
        if (request.Explain)
            items = await ExplainAsync(making, list, items, cancellationToken);
        return making.ToAnswer(ids.Next(), items);
    }

    private async Task<Question> AskAsync(
        RecommendationRequest request,
        IndexTable table,
        ShopperFacts shopper,
        CancellationToken cancellationToken)
    {
        var scenario = RecommendationRequests.Resolve(
            request, await scenarios.GetAsync(request.Scenario, cancellationToken));
        var session = table.Slices is null
            ? null
            : await slices.BeginAsync(table, request, scenario, shopper, cancellationToken);
        var snapshot = session?.Gathered.Snapshot ?? table.Current.For(request.View);
        var context = await ContextAsync(
            request, snapshot, isWhole: session?.DegradedReason is null, cancellationToken);
        await trends.WaitAsync(DemandWindow.Of(scenario), options.StoreDeadline, cancellationToken);
        var now = time.GetUtcNow();
        return new Question
        {
            Request = request,
            Scenario = scenario,
            Rules = ProductRuleSet.Of(scenario, request, snapshot, context, shopper.Profile, now),
            Shopper = shopper,
            Snapshot = snapshot,
            Slices = session,
            Trends = session is null
                ? trends.For(snapshot, now)
                : window => trends.IsCounted(window, now) ? snapshot.Popularity : null,
            Segment = segments.Of(request, shopper, now),
            Context = context,
            Cursor = ListCursor.Read(request.Cursor),
            Now = now,
        };
    }

    private async Task<Product?> ContextAsync(
        RecommendationRequest request, IndexSnapshot snapshot, bool isWhole, CancellationToken cancellationToken)
    {
        if (request.ContextProduct is not { } productId)
            return null;
        if (isWhole && !snapshot.Knows(productId))
        {
            throw new AyniException(
                ErrorCodes.NotFound,
                $"Neither the catalogue nor the model knows product {productId}; PUT /v1/products/{{id}} adds one.");
        }

        var found = await catalog.GetAsync([productId], cancellationToken);
        return found.Count == 0 ? null : found[0].For(request.View);
    }

    private async Task PinAsync(AnswerMaking making, bool asksGrains, CancellationToken cancellationToken)
    {
        var pinned = making.Pinned();
        if (pinned.Count == 0)
            return;
        making.Note(await live.ScoreAsync(making.Question, pinned, asksGrains, cancellationToken), pinned);
        making.Pin(pinned);
    }

    private async Task FillAsync(
        AnswerMaking making, IReadOnlyList<Scorer> scorers, bool asksGrains, CancellationToken cancellationToken)
    {
        var stage = making.Begin(scorers);
        if (scorers.Count == 0)
            return;
        var wanted = making.Question.Candidates;
        for (var round = 1; ; round++)
        {
            var retrieved = await ScanAsync(making, scorers, wanted, stage, cancellationToken);
            making.Note(retrieved);
            making.Note(
                await live.ScoreAsync(making.Question, retrieved.Candidates, asksGrains, cancellationToken),
                retrieved.Candidates);
            making.List.Fill(retrieved.Candidates);
            if (making.List.Free == 0 || !retrieved.HasMore || round == MaxRounds)
                return;
            wanted *= RoundGrowth;
        }
    }

    private async Task<ImmutableArray<RecommendedProduct>> ExplainAsync(
        AnswerMaking making,
        IReadOnlyList<Candidate> list,
        ImmutableArray<RecommendedProduct> items,
        CancellationToken cancellationToken)
    {
        if (making.Question.Slices is not { } session)
            return await explainer.ExplainAsync(making.Question, list, making.Stages, items, cancellationToken);
        var question = session.WithCandidates(making.Question, list);
        IReadOnlyList<Scorer>[] stages =
        [
            ScorerFactory.OfScenario(question),
            .. question.Scenario.Fallbacks.Select(fallback => ScorerFactory.Of(question, fallback, 1).ToArray()),
        ];
        return await explainer.ExplainAsync(question, list, stages, items, cancellationToken);
    }

    private async Task<Retrieved> ScanAsync(
        AnswerMaking making,
        IReadOnlyList<Scorer> scorers,
        int wanted,
        int stage,
        CancellationToken cancellationToken)
    {
        using var span = metrics.Begin(AnswerStage.IndexScan);
        if (making.Question.Slices is { } session)
        {
            return await session.FindAsync(
                making.Question, scorers, wanted, stage, making.Known, cancellationToken);
        }

        var found = await scans.AnswerAsync(
            [() => Retriever.Find(making.Question, scorers, wanted, stage, making.Known)], cancellationToken);
        return found[0];
    }
}
