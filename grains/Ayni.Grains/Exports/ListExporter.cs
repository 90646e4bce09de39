using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;
using Ayni.Domain.Users;
using Ayni.Filters;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Answering;
using Ayni.Grains.Catalog;
using Ayni.Grains.Scenarios;
using Ayni.Grains.Users;
using Ayni.Recommenders;

namespace Ayni.Grains.Exports;

/// <summary>
/// Makes everybody's lists: reads shoppers from the log in blocks, scores blocks together where the scenario lets it,
/// and has the rest answered one by one, from log, index and catalogue. Either way it is the answer that the shopper's
/// grain would give, the same products in the same order. Stateless; one a silo.
/// </summary>
internal sealed class ListExporter(
    Recommender recommender,
    ServedScenarios scenarios,
    LogTrends trends,
    ScanScheduler scans,
    ShopperReader shoppers,
    IInteractionLog log,
    ICatalogStore catalog,
    TimeProvider time) : IListExporter
{
    /// <inheritdoc/>
    public async Task<ListExport> OpenAsync(ListOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        var request = new RecommendationRequest
        {
            Scenario = order.Scenario,
            Count = order.Count,
            Store = order.View.Store,
            Group = order.View.Group,
        };
        var scenario = RecommendationRequests.Resolve(
            request, await scenarios.GetAsync(order.Scenario, cancellationToken));
        BatchSupport.Require(scenario);
        var table = await recommender.GetTableAsync(cancellationToken);
        var snapshot = WholeIndex.Of(table).For(request.View);
        var now = time.GetUtcNow();

        // An answer takes the trends there are; here nobody waits for a page, and many lists hang on them.
        await trends.WaitAsync(
            DemandWindow.Of(scenario).Append(DemandWindow.Trend), Timeout.InfiniteTimeSpan, cancellationToken);
        var question = BatchQuestion.Of(request, scenario, snapshot, trends.For(snapshot, now), now);
        var reranker = recommender.RerankerOf(table);
        var run = new Run
        {
            Request = request,
            Table = table,
            Reranker = reranker,
            Position = await log.GetHeadAsync(cancellationToken),
            Blocks = BatchSupport.IsBlockwise(scenario, question.Rules) && !Families.Of(snapshot).HaveSoldOut
                ? await OpenBlocksAsync(question, reranker, cancellationToken)
                : null,
        };
        return new ListExport
        {
            Scenario = scenario.Name,
            ScenarioVersion = scenario.Version,
            ModelVersion = table.Key.Version,
            Position = run.Position,
            Blocks = BlockPipeline.RunAsync(
                stop => shoppers.ReadAsync(run.Position, BatchQuestion.CapacityOf(table.Model), stop),
                (block, stop) => MakeAsync(run, block, stop),
                CancellationToken.None),
        };
    }

    private async Task<BlockLists?> OpenBlocksAsync(
        Question question, Reranker? reranker, CancellationToken cancellationToken)
    {
        var (scenario, snapshot) = (question.Scenario, question.Snapshot);
        var plan = ScorePlan.Of(scenario.Sources, snapshot.Model)!;
        var isReranked = Reranking.IsFor(scenario, snapshot.Model, reranker);

        // Blocks take all to be alike of whom popularity alone is known; a re-ranker does not.
        if (isReranked && plan.FactorWeight == 0 && !plan.HasNeighbours)
            return null;
        var products = await RuleProducts.ReadAsync(catalog, snapshot, scenario, cancellationToken);
        var usual = snapshot.Model?.Artifact.Options.Weights;
        return await scans.RunAsync(
            () =>
            {
                var (eligible, scratch) = (new RowSet(), new RowSet());
                Eligibility.Select(question, eligible, scratch, []);
                var scores = new ScoreTable(snapshot, plan, eligible);
                return new BlockLists(
                    scores,
                    isReranked ? new PoolTable(scores, reranker!) : null,
                    usual is null ? null : ObjectiveWeights.Of(usual, scenario.Objective),
                    new SeenRows(scenario.ExcludeSeen, snapshot, question.Now),
                    new SharedLists(question),
                    new ListTaker(question, products),
                    question.Count);
            },
            cancellationToken);
    }

    private async Task<IReadOnlyList<ShopperList>> MakeAsync(
        Run run, IReadOnlyList<Shopper> block, CancellationToken cancellationToken)
    {
        var read = await shoppers.WithProfilesAsync(block, cancellationToken);
        var lists = run.Blocks is { } blocks
            ? await scans.RunAsync(() => blocks.Make(read), cancellationToken)
            : new IReadOnlyList<ListedProduct>?[read.Count];
        var all = new ShopperList[read.Count];
        for (var place = 0; place < all.Length; place++)
        {
            all[place] = new ShopperList(
                read[place].UserId, lists[place] ?? await AnswerAsync(run, read[place], cancellationToken));
        }

        return all;
    }

    private async Task<IReadOnlyList<ListedProduct>> AnswerAsync(
        Run run, Shopper shopper, CancellationToken cancellationToken)
    {
        var facts = new ShopperFacts
        {
            UserId = shopper.UserId,
            Profile = shopper.Profile ?? new UserProfile { ConsentsToPersonalization = false },
            History = shopper.History,
            Position = run.Position,
            Fold = model => FoldIn.Solve(
                model, shopper.History.TakeLast(model.Artifact.Options.Weights.NewestPerUser)),
        };
        var answer = await recommender.AnswerAsync(
            run.Request, run.Table, facts, cancellationToken, () => run.Reranker, asksGrains: false);
        return [.. answer.Items.Select(item => new ListedProduct(item.ProductId, item.Score))];
    }

    private sealed record Run
    {
        public required RecommendationRequest Request { get; init; }

        public required IndexTable Table { get; init; }

        public required Reranker? Reranker { get; init; }

        public required long Position { get; init; }

        public required BlockLists? Blocks { get; init; }
    }
}
