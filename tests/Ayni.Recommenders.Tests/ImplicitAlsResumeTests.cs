namespace Ayni.Recommenders.Tests;

public sealed class ImplicitAlsResumeTests
{
    private static readonly ImplicitAlsOptions Options = new()
    {
        Rank = 10,
        Sweeps = 5,
        Regularization = 0.02,
        FrequencyScaling = 1,
        UnobservedWeight = 0.1,
    };

    [Fact]
    public void Fit_FromTheModelOfFewerSweeps_SameBitsAsAllAtOnce()
    {
        var matrix = SampleMatrices.Random(300, 120, 3000, seed: 1);
        var all = ImplicitAls.Fit(matrix, Options, 2);
        var start = ImplicitAls.Fit(matrix, Options with { Sweeps = 2 }, 2);
        var resumed = ImplicitAls.Fit(matrix, Options with { Sweeps = 3 }, start, null, 2, null, default);
        Assert.Equal(all.UserFactors, resumed.UserFactors);
        Assert.Equal(all.ItemFactors, resumed.ItemFactors);
        Assert.Equal(all.Losses.ToArray(), resumed.Losses.ToArray());
    }

    [Fact]
    public void Fit_ToldToStop_GivesTheModelOfTheSweepsSoFar()
    {
        var matrix = SampleMatrices.Random(300, 120, 3000, seed: 2);
        var told = new List<int>();
        var stopped = ImplicitAls.Fit(matrix, Options, null, GoOn, 2, null, default);
        var three = ImplicitAls.Fit(matrix, Options with { Sweeps = 3 }, 2);
        Assert.Equal([1, 2, 3], told);
        Assert.Equal(three.UserFactors, stopped.UserFactors);
        Assert.Equal(three.ItemFactors, stopped.ItemFactors);
        Assert.Equal(3, stopped.Losses.Length);

        bool GoOn(ImplicitAlsModel model)
        {
            told.Add(model.Losses.Length);
            return model.Losses.Length < 3;
        }
    }

    [Fact]
    public void Fit_StartOfAnotherRank_IsRefused()
    {
        var matrix = SampleMatrices.Random(30, 12, 100, seed: 3);
        var start = ImplicitAls.Fit(matrix, Options with { Rank = 4 });
        var error = Assert.Throws<ArgumentException>(() => ImplicitAls.Fit(
            matrix, Options, start, null, 1, null, default));
        Assert.Contains("rank 4", error.Message, StringComparison.Ordinal);
    }
}
