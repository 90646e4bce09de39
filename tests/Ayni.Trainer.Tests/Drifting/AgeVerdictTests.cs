using Ayni.Recommenders;
using Ayni.Trainer.Drifting;

namespace Ayni.Trainer.Tests.Drifting;

public sealed class AgeVerdictTests
{
    [Fact]
    public void Of_NoLossBeyondChance_IsOnceAMonth()
    {
        var verdict = AgeVerdict.Of("als", [Aged(0, 0.1, 0), Aged(30, 0.098, 0.001), Aged(60, 0.101, 0.004)]);

        Assert.False(verdict.Ages);
        Assert.Equal((0, "0 3 1 * *"), (verdict.LossPerDay, verdict.Cron));
        Assert.StartsWith("als does not age beyond chance within 60 days", verdict.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.070, "0 3 * * *")]
    [InlineData(0.095, "0 3 * * 1")]
    [InlineData(0.098, "0 3 1 * *")]
    public void Of_ALossBeyondChance_IsARunForEveryFiftiethLost(double ndcg, string cron)
    {
        var verdict = AgeVerdict.Of("als", [Aged(0, 0.1, 0), Aged(30, ndcg, -0.0001)]);

        Assert.True(verdict.Ages);
        Assert.Equal((1 - (ndcg / 0.1)) / 30, verdict.LossPerDay, 9);
        Assert.Equal(cron, verdict.Cron);
    }

    [Fact]
    public void Of_FreshModelsAlone_IsRefused() =>
        Assert.Throws<ArgumentException>(() => AgeVerdict.Of("als", [Aged(0, 0.1, 0)]));

    private static AgedFigures Aged(double days, double ndcg, double differenceHigh) => new(
        days, 3, 100, ndcg, new ConfidenceInterval(ndcg - 0.01, ndcg + 0.01), 0.1,
        new ConfidenceInterval(-0.05, differenceHigh));
}
