using System.Collections.Concurrent;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Domain.Scenarios;
using Ayni.Filters;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Answering;
using Ayni.Grains.Catalog;
using Ayni.Grains.Models;

namespace Ayni.Grains.Exports;

/// <summary>
/// Scores everybody in the log for some products, a block of shoppers at a time, and keeps the best. Profiles are read
/// of those alone who would be among them: whoever refuses, or whose profile cannot be read, is left out. Stateless;
/// one a silo.
/// </summary>
internal sealed class AudienceFinder(
    ServingModel serving, ScanScheduler scans, ShopperReader shoppers, IInteractionLog log, TimeProvider time)
    : IAudienceFinder
{
    // Beyond the best: for what the rounding of a product leaves open.
    private const int Margin = 16;

    private const int NamesInRefusal = 10;

    /// <inheritdoc/>
    public async Task<Audience> FindAsync(AudienceOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        Require(order);
        var table = await serving.GetTableAsync(cancellationToken);
        var snapshot = WholeIndex.Of(table);
        if (snapshot.Model is not { } model)
        {
            throw new AyniException(
                ErrorCodes.Conflict, "There is no model yet to score shoppers by. POST /v1/training makes one.");
        }

        var position = await log.GetHeadAsync(cancellationToken);
        var rows = RowsOf(order, snapshot);
        var scoring = await scans.RunAsync(() => new Scoring(snapshot, rows, time.GetUtcNow()), cancellationToken);
        var top = new TopMembers(order.Count);
        await foreach (var found in BlockPipeline.RunAsync(
            stop => shoppers.ReadAsync(position, BatchQuestion.CapacityOf(model), stop),
            (block, stop) => FindAsync(scoring, block, top, stop),
            cancellationToken))
        {
            foreach (var member in found)
                top.Offer(member);
        }

        return new Audience(model.Artifact.Version, position, top.ToList());
    }

    private static void Require(AudienceOrder order)
    {
        if (order.Count is < 1 or > AudienceOrder.MaxCount)
            throw Invalid($"n is {order.Count}; it must be from 1 to {AudienceOrder.MaxCount}.");
        if (order.ProductIds.Length > AudienceOrder.MaxProducts)
            throw Invalid($"{order.ProductIds.Length} products named; it must be at most {AudienceOrder.MaxProducts}.");
        if (order.ProductIds.IsEmpty == order.Filter is null)
            throw Invalid("Name products or a filter, one of the two.");
    }

    private RowSet RowsOf(AudienceOrder order, IndexSnapshot snapshot)
    {
        if (order.Filter is { } filter)
            return RowsOf(filter, snapshot);
        var unknown = order.ProductIds.Where(productId => snapshot.Ids.RowOf(productId) < 0).ToArray();
        return unknown.Length == 0
            ? RowSet.Of(snapshot.Count, order.ProductIds.Select(snapshot.Ids.RowOf))
            : throw new AyniException(
                ErrorCodes.NotFound,
                $"Neither the catalogue nor the model knows {string.Join(", ", unknown.Take(NamesInRefusal))}; "
                + "PUT /v1/products/{id} adds a product.");
    }

    private RowSet RowsOf(string filter, IndexSnapshot snapshot)
    {
        var scenario = new Scenario { Name = "audience", Sources = [new(SourceNames.Model, 1)], Filter = filter };
        if (ScenarioRules.ProblemOf(scenario) is { } problem)
            throw Invalid($"{problem.Field}: {problem.Reason}");
        var question = BatchQuestion.Of(
            new RecommendationRequest(), scenario, snapshot, _ => null, time.GetUtcNow());
        if (question.Rules.Filters.Any(rule => rule.Filter.NeedsUser))
            throw Invalid("filter asks who the shopper is; for an audience it can ask of products alone.");
        var rows = new RowSet();
        Eligibility.Select(question, rows, new RowSet(), []);
        return rows;
    }

    private static AyniException Invalid(string message) => new(ErrorCodes.Invalid, message);

    private async Task<IReadOnlyList<AudienceMember>> FindAsync(
        Scoring scoring, IReadOnlyList<Shopper> block, TopMembers top, CancellationToken cancellationToken)
    {
        var members = await scans.RunAsync(() => scoring.Score(block), cancellationToken);
        int[] good =
        [
            .. Enumerable.Range(0, block.Count)
                .Where(place => members[place] is { } member && member.Score >= top.Threshold),
        ];
        if (good.Length == 0)
            return [];
        var read = await shoppers.WithProfilesAsync(Array.ConvertAll(good, place => block[place]), cancellationToken);
        return [.. good.Where((_, index) => read[index].MayPersonalize).Select(place => members[place]!)];
    }

    private sealed class Scoring
    {
        private static readonly SeenRule[] Bought = [new(InteractionType.Purchase, null)];

        private readonly ConcurrentBag<BlockScorer> _free = [];
        private readonly ScoreTable _table;
        private readonly SeenRows _bought;

        public Scoring(IndexSnapshot snapshot, RowSet rows, DateTimeOffset now)
        {
            _table = new ScoreTable(snapshot, ScorePlan.Of([new(SourceNames.Model, 1)], snapshot.Model)!, rows);
            _bought = new SeenRows([.. Bought], snapshot, now);
        }

        public AudienceMember?[] Score(IReadOnlyList<Shopper> block)
        {
            if (!_free.TryTake(out var scorer))
                scorer = new BlockScorer(_table, weights: null);
            var bought = block.Select(_bought.Of).ToArray();
            var rankings = scorer.Score(block, bought, AudienceOrder.MaxBest + Margin);
            var members = new AudienceMember?[block.Count];
            for (var place = 0; place < members.Length; place++)
            {
                if (rankings[place] is not { } ranking)
                    continue;
                if (!ranking.IsAll && ranking.Best.Count < AudienceOrder.MaxBest)
                    ranking = scorer.Score([block[place]], [bought[place]], _table.Rows.Length)[0]!.Value;
                members[place] = MemberOf(block[place].UserId, ranking);
            }

            _free.Add(scorer);
            return members;
        }

        private AudienceMember? MemberOf(string userId, Ranking ranking)
        {
            var best = ranking.Best.Take(AudienceOrder.MaxBest).ToArray();
            return best.Length == 0
                ? null
                : new AudienceMember(
                    userId,
                    best.Average(found => (double)found.Score),
                    _table.Snapshot.Ids[best[0].Row]);
        }
    }
}
