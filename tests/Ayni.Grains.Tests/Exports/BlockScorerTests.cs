using System.Globalization;
using Ayni.Domain.Interactions;
using Ayni.Domain.Scenarios;
using Ayni.Domain.Training;
using Ayni.Domain.Users;
using Ayni.Filters;
using Ayni.Grains.Catalog;
using Ayni.Grains.Exports;
using Ayni.Grains.Models;
using Ayni.Grains.Tests.Shops;
using Ayni.Grains.Users;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Tests.Exports;

/// <summary>Rankings of a block beside the order of every product's own score.</summary>
public sealed class BlockScorerTests
{
    private const int Items = (3 * PackedFactors.SliceRows) + 100;
    private const int Rank = 8;

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 0.2)]
    [InlineData(0, 0.2)]
    public void Score_ManySlices_IsAPrefixOfTheOrderOfAllScores(double als, double popularity)
    {
        var model = ModelOf(als, popularity);
        var snapshot = IndexTable.Of(new IndexKey("v", 0), model).Current;
        var rows = new RowSet();
        snapshot.SelectAvailable(rows);
        var plan = ScorePlan.Of([new ScenarioSource(SourceNames.Model, 0.7)], model)!;
        var table = new ScoreTable(snapshot, plan, rows);
        var shoppers = Enumerable.Range(0, BlockScorer.MaxShoppers).Select(ShopperOf).ToArray();
        int[][] seen =
        [
            .. shoppers.Select((_, place) => new[] { place, 2 * place, Items - 1 - place }.Distinct().ToArray()),
        ];

        var rankings = new BlockScorer(table, weights: null).Score(shoppers, seen, 40);

        for (var place = 0; place < shoppers.Length; place++)
        {
            var expected = Order(table, model, shoppers[place], seen[place]);
            var ranking = rankings[place]!.Value;
            Assert.InRange(ranking.Best.Count, 20, Items);
            Assert.Equal(expected.Take(ranking.Best.Count), ranking.Best);
        }
    }

    [Theory]
    [InlineData(1, 0, 20)]
    [InlineData(1, 0.2, 60)]
    [InlineData(0, 0.2, 60)]
    public void Score_Reranked_IsAPrefixOfTheOrderThatWholePoolsGive(double als, double popularity, int poolSize)
    {
        var model = ModelOf(als, popularity);
        var snapshot = IndexTable.Of(new IndexKey("v", 0), model).Current;
        var rows = new RowSet();
        snapshot.SelectAvailable(rows);
        var table = new ScoreTable(snapshot, ScorePlan.Of([new ScenarioSource(SourceNames.Model, 1)], model)!, rows);
        var reranker = SampleReranker.Of(model.Artifact, poolSize: poolSize).Reranker;
        var shoppers = Enumerable.Range(0, BlockScorer.MaxShoppers).Select(ShopperOf).ToArray();
        int[][] seen = [.. shoppers.Select((_, place) => new[] { place, Items - 1 - place })];

        var rankings = new BlockScorer(table, weights: null, new PoolTable(table, reranker)).Score(shoppers, seen, 40);

        var told = Enumerable.Range(0, shoppers.Length).Where(place => rankings[place]!.Value.Best.Count > 0).ToArray();
        Assert.InRange(told.Length, shoppers.Length / 2, shoppers.Length);
        foreach (var place in told)
        {
            var expected = Reordered(table, model, shoppers[place], seen[place], reranker);
            var ranking = rankings[place]!.Value;
            Assert.Equal(expected.Take(ranking.Best.Count), ranking.Best);
        }
    }

    [Fact]
    public void Score_ShopperWhoMetNothingKnown_IsNull()
    {
        var model = ModelOf(1, 0);
        var snapshot = IndexTable.Of(new IndexKey("v", 0), model).Current;
        var rows = RowSet.Of(snapshot.Count, [1, 2, 3]);
        var table = new ScoreTable(
            snapshot, ScorePlan.Of([new ScenarioSource(SourceNames.Model, 1)], model)!, rows);
        var stranger = new Shopper("s", [new LoggedInteraction(1, SampleShop.Event("e", "s", "elsewhere"))]);

        var rankings = new BlockScorer(table, weights: null).Score([stranger, ShopperOf(1)], [[], [2]], 9);

        Assert.Null(rankings[0]);
        Assert.True(rankings[1]!.Value.IsAll);
        Assert.Equal([1, 3], rankings[1]!.Value.Best.Select(found => found.Row).Order());
    }

    // Every part of every product, the whole pool, then the whole order.
    private static (int Row, float Score)[] Reordered(
        ScoreTable table, ServedModel model, Shopper shopper, int[] seen, Reranker reranker)
    {
        var (factor, neighbours) = PartsOf(table, model, shopper);
        var steps = reranker.Header.Parts.Select(part => table.Plan.Steps.Single(step => part == step.Kind switch
        {
            ScoreStepKind.Factor => PartNames.Als,
            ScoreStepKind.Popularity => PartNames.Popularity,
            _ => PartNames.ItemKnn,
        }));
        float[][] scores =
        [
            .. steps.Select(step => Enumerable.Range(0, Items)
                .Select(row => seen.Contains(row) ? float.NaN : table.PartOf(step, row, factor, neighbours)).ToArray()),
        ];
        var pool = CandidatePool.Of(scores, reranker.Header.PoolSize);
        var taste = Ayni.Grains.Answering.Reranking.TasteOf(
            reranker, model.Artifact, shopper.History, ShopperHistory.Of(model.Artifact, shopper.History));
        var blend = Array.ConvertAll(pool.Items, row => table.ScoreOf(row, factor, neighbours));
        var dealt = Reranker.Deal(reranker.Score(pool, taste), blend);
        var places = pool.Items.Select((row, place) => (row, place)).ToDictionary();
        return
        [
            .. Order(table, model, shopper, seen)
                .Select(found => places.TryGetValue(found.Row, out var place) ? (found.Row, dealt[place]) : found)
                .OrderByDescending(found => found.Item2).ThenBy(found => found.Row),
        ];
    }

    private static (float[] Factor, SparseScores[] Neighbours) PartsOf(
        ScoreTable table, ServedModel model, Shopper shopper)
    {
        var history = ShopperHistory.Of(model.Artifact, shopper.History);
        return (
            table.Rank == 0 ? [] : FoldIn.Solve(model, shopper.History)!.Factor,
            [
                .. model.Scorers.Select(scorer =>
                {
                    var scores = new SparseScores(Items);
                    scorer.Score(history, 1, scores);
                    return scores;
                }),
            ]);
    }

    private static (int Row, float Score)[] Order(ScoreTable table, ServedModel model, Shopper shopper, int[] seen)
    {
        var (factor, neighbours) = PartsOf(table, model, shopper);
        return
        [
            .. Enumerable.Range(0, Items).Except(seen)
                .Select(row => (Row: row, Score: table.ScoreOf(row, factor, neighbours)))
                .Where(found => !float.IsNaN(found.Score))
                .OrderByDescending(found => found.Score).ThenBy(found => found.Row),
        ];
    }

    private static string ProductId(int item) => string.Create(CultureInfo.InvariantCulture, $"p{item:D6}");

    private static Shopper ShopperOf(int number)
    {
        var random = new Random(number);
        return new Shopper(
            $"s{number}",
            [
                .. Enumerable.Range(1, 12).Select(position => new LoggedInteraction(position, SampleShop.Event(
                    $"{number}-{position}", $"s{number}", ProductId(random.Next(Items))))),
            ])
        { Profile = new UserProfile() };
    }

    // Few long factors and many short ones, many alike: what is left out by length, and what ties.
    private static ServedModel ModelOf(double als, double popularity)
    {
        var random = new Random(7);
        var factors = new float[Items * Rank];
        for (var item = 0; item < Items; item++)
        {
            var length = 1.0 / (1 + random.Next(50));
            for (var index = 0; index < Rank; index++)
                factors[(item * Rank) + index] = (float)(length * (random.Next(-2, 9) / 8.0));
        }

        var eigenvalues = new double[Rank];
        for (var at = 0; at < factors.Length; at++)
            eigenvalues[at % Rank] += (double)factors[at] * factors[at];
        int[] from = [.. Enumerable.Range(0, Items).SelectMany(item => new[] { item, item })];
        int[] to = [.. from.Select((item, entry) => (item + 1 + (entry % 2 * 700)) % Items)];
        return new ServedModel(new ModelArtifact
        {
            Version = "v",
            Rank = Rank,
            ProductIds = [.. Enumerable.Range(0, Items).Select(ProductId)],
            ItemFactors = factors,
            Eigenvalues = eigenvalues,
            Popularity = [.. Enumerable.Range(0, Items).Select(item => 1f / (1 + (item % 97)))],
            Parts =
            [
                new NeighbourPart(
                    PartNames.ItemKnn,
                    CsrMatrix.FromTriples(
                        Items, Items, from, to, [.. from.Select((_, entry) => entry % 2 == 0 ? 0.02f : -0.01f)]),
                    new HistoryWeighting()),
            ],
            PartWeights = ModelArtifact.AlsAlone.Clear().Add(PartNames.Als, als)
                .Add(PartNames.ItemKnn, 0.5).Add(PartNames.Popularity, popularity),
            Options = new TrainingOptions { Rank = Rank },
            ReferenceTime = SampleShop.Start,
            AsOfPosition = 1,
            CodeVersion = "test",
        });
    }
}
