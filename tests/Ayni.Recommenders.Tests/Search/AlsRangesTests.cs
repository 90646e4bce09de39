namespace Ayni.Recommenders.Tests.Search;

public class AlsRangesTests
{
    private static readonly AlsRanges Ranges = new();

    [Fact]
    public void Draw_SameSeedAndNumber_GivesTheSame()
    {
        for (var n = 0; n < 50; n++)
        {
            Assert.Equal(Ranges.Draw(3, n), Ranges.Draw(3, n));
            Assert.Equal(
                Ranges.DrawNear(3, n, Ranges.Draw(3, n)), Ranges.DrawNear(3, n, Ranges.Draw(3, n)));
        }

        Assert.NotEqual(Ranges.Draw(3, 0), Ranges.Draw(4, 0));
    }

    [Fact]
    public void Draw_ManySeeds_StaysInRangeAndCoversIt()
    {
        var drawn = Enumerable.Range(0, 100).SelectMany(
            seed => Enumerable.Range(0, 20).Select(n => Ranges.Draw(seed, n))).ToArray();

        Assert.All(drawn, setting =>
        {
            var factor = setting.FrequencyScaling == 1 ? 1 : 10;
            Assert.InRange(setting.Regularization, 0.00199 * factor, 0.301 * factor);
            Assert.InRange(setting.UnobservedWeight, 0.00999, 1.01);
        });
        Assert.Equal([16, 32, 64], drawn.Select(setting => setting.Rank).Distinct().Order());
        Assert.Equal([0.5, 1], drawn.Select(setting => setting.FrequencyScaling).Distinct().Order());
        Assert.True(drawn.Count(setting => setting.UnobservedWeight < 0.1) is > 800 and < 1200);
    }

    [Fact]
    public void Draw_TenOfASeed_AreSpreadEvenly()
    {
        // Of ten even draws each half of a range gets three or more; of ten independent ones often fewer.
        for (var seed = 0; seed < 200; seed++)
        {
            var low = Enumerable.Range(0, 10).Count(n => Ranges.Draw(seed, n).UnobservedWeight < 0.1);
            Assert.InRange(low, 3, 7);
        }
    }

    [Fact]
    public void Draw_WhatStays_Stays()
    {
        var ranges = Ranges with { Rank = 7, UnobservedWeight = 0.5 };

        var (drawn, near) = (ranges.Draw(1, 2), ranges.DrawNear(1, 2, new AlsSetting(7, 0.1, 0.5, 1)));

        Assert.Equal((7, 0.5), (drawn.Rank, drawn.UnobservedWeight));
        Assert.Equal((7, 0.5, 1.0), (near.Rank, near.UnobservedWeight, near.FrequencyScaling));
        Assert.False(ranges.IsPoint);
        Assert.True((ranges with { Regularization = 1, FrequencyScaling = 1 }).IsPoint);
    }

    [Fact]
    public void DrawNear_LaterDraws_AreNearer()
    {
        var best = new AlsSetting(64, 0.05, 0.1, 1);

        double Spread(int n) => Enumerable.Range(0, 500).Average(
            seed => Math.Abs(Math.Log(Ranges.DrawNear(seed, n, best).Regularization / best.Regularization)));

        Assert.InRange(Spread(0), 0.5, 0.9);
        Assert.True(Spread(8) < Spread(0) / 3);
    }
}
