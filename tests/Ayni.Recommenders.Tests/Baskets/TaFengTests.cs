using Ayni.Testing;

namespace Ayni.Recommenders.Tests;

/// <summary>Next baskets of Ta-Feng, all users and all items, against baselines measured elsewhere.</summary>
public sealed class TaFengTests
{
    private static readonly EvaluationOptions AtTen = new() { Cutoffs = [10] };

    [SkippableFact]
    public void Evaluate_Baselines_AreAsMeasuredElsewhere()
    {
        var split = Read();

        Assert.Equal(13_858, split.Events.UserCount);
        Assert.Equal((0.0803, 0.0875, 0.249), Figures(new PopularityRecommender(), split));
        Assert.Equal(
            (0.1217, 0.1182, 0.400), Figures(Frequency(split, ownOnly: true), split));
        var (recall, ndcg, _) = Figures(Frequency(split, ownOnly: false), split);
        Assert.Equal((0.1350, 0.1236), (recall, ndcg));
    }

    [SkippableFact]
    public void Evaluate_NextBasket_PassesTheBaselinesClearly()
    {
        var split = Read();

        var (recall, ndcg, hits) = Figures(new NextBasketRecommender(split.Events), split);

        Assert.InRange(recall, 0.160, 0.163);
        Assert.InRange(ndcg, 0.139, 0.142);
        Assert.InRange(hits, 0.465, 0.475);
    }

    private static NextBasketRecommender Frequency(BasketSplit split, bool ownOnly) =>
        new(split.Events, NextBasketOptions.MostFrequent with { OwnOnly = ownOnly });

    private static (double Recall, double Ndcg, double Hits) Figures(IRecommender model, BasketSplit split)
    {
        model.Fit(split.Seen);
        var report = split.Evaluate(model, AtTen);
        Assert.Equal(13_858, report.Users);
        var at = report.At(10);
        return (Math.Round(at.Recall, 4), Math.Round(at.Ndcg, 4), Math.Round(at.HitRate, 3));
    }

    private static BasketSplit Read()
    {
        var histories = SharedData.Find("ta-feng/history.json.gz");
        var futures = SharedData.Find("ta-feng/future.json.gz");
        Skip.If(histories is null || futures is null, SharedData.AbsentReason);
        return BasketSplit.Test(BasketFile.Read(histories), BasketFile.Read(futures));
    }
}
