using Ayni.Domain.Interactions;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Trainer.Tests.Generation;

/// <summary>The point of the generator: with the truth known, a good recommender can be told from a bad one.</summary>
public class TasteRecoveryTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    private const int ListLength = 10;

    [Fact]
    public void TrueAffinity_WhatShoppersChose_IsFarAboveChance()
    {
        var shop = fixture.Shop;
        var chosen = fixture.Events.Where(one => one.Type == InteractionType.Purchase).ToList();

        // Average log lift of what was bought, against that of the same products for other shoppers.
        var own = chosen.Average(one => Math.Log(shop.TrueAffinity(one.UserId, one.ProductId!)));
        var others = chosen.Zip(chosen.Skip(1)).Average(
            pair => Math.Log(shop.TrueAffinity(pair.First.UserId, pair.Second.ProductId!)));

        Assert.True(own > others + 2, $"own {own:F2}, others {others:F2}");
    }

    [Fact]
    public void Als_TrainedOnTheEvents_RecoversTrueTastesFarAbovePopularity()
    {
        var matrix = Matrix();
        var als = new ImplicitAlsRecommender(new ImplicitAlsOptions { Rank = 32 });
        var popularity = new PopularityRecommender();
        als.Fit(matrix);
        popularity.Fit(matrix);

        var (learned, floor, ceiling) = (Quality(als, matrix), Quality(popularity, matrix), 1.0);

        // NDCG@10 with the true probability of a choice as gain, over products the shopper has not met.
        Assert.True(learned > 2 * floor, $"ALS {learned:F3}, popularity {floor:F3}");
        Assert.InRange(learned, 0.45, ceiling);
    }

    private CsrMatrix Matrix()
    {
        var (shop, weights) = (fixture.Shop, new InteractionWeights());
        var users = shop.Users.Select((user, index) => (user.UserId, index)).ToDictionary();
        var items = shop.Products.Select((product, index) => (product.Product.ProductId, index)).ToDictionary();
        var met = fixture.Events.Where(one => one.ProductId is not null).ToList();
        return CsrMatrix.FromTriples(
            users.Count,
            items.Count,
            met.Select(one => users[one.UserId]).ToArray(),
            met.Select(one => items[one.ProductId!]).ToArray(),
            met.Select(one => (float)weights.Of(one, one.Timestamp)).ToArray());
    }

    /// <summary>Mean over shoppers with a history of DCG / ideal DCG of the ten best products not met yet.</summary>
    private double Quality(IRecommender model, CsrMatrix met)
    {
        var users = Enumerable.Range(0, met.Rows).Where(user => met.RowLength(user) >= 5).ToList();
        var lists = model.Recommend(users, ListLength, exclude: met);
        return users.Select((user, slot) =>
        {
            var gains = Gains(user);
            var ideal = gains.Where((_, item) => !met.Contains(user, item)).OrderDescending().Take(ListLength);
            return Dcg(lists[slot].Select(entry => gains[entry.Index])) / Dcg(ideal);
        }).Average();
    }

    private double[] Gains(int user)
    {
        var userId = fixture.Shop.Users[user].UserId;
        return [.. fixture.Shop.Products.Select(product =>
            fixture.Shop.TrueAffinity(userId, product.Product.ProductId)
                * fixture.Shop.TruePopularity(product.Product.ProductId))];
    }

    private static double Dcg(IEnumerable<double> gains)
        => gains.Select((gain, rank) => gain / Math.Log2(rank + 2)).Sum();
}
