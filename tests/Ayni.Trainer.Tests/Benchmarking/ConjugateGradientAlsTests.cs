using Ayni.Numerics;
using Ayni.Recommenders;
using Ayni.Trainer.Benchmarking;

namespace Ayni.Trainer.Tests.Benchmarking;

public sealed class ConjugateGradientAlsTests
{
    private static readonly ImplicitAlsOptions Options = new()
    {
        Rank = 20,
        Sweeps = 3,
        Regularization = 0.1,
        UnobservedWeight = 0.1,
    };

    /// <summary>
    /// Conjugate gradients end after as many steps as the matrix has rows, but for rounding: a few more, in float,
    /// leave an error near 1e-4 of the factors' size.
    /// </summary>
    [Fact]
    public void Sweep_MoreStepsThanTheRank_GivesTheExactFactors()
    {
        var matrix = SmallShop.Matrix();
        var exact = ImplicitAls.Fit(matrix, Options with { Sweeps = 1 }, threads: 1);
        var gradient = new ConjugateGradientAls(matrix, Options, threads: 2, steps: 2 * Options.Rank);

        gradient.Sweep();

        // The exact factors are in other axes; scores of items with each other are not.
        var items = exact.ItemFactors.ToArray();
        for (var item = 0; item < matrix.Columns; item++)
            Assert.Equal(Product(items, 0, item), Product(gradient.ItemFactors, 0, item), 1e-3);
    }

    [Fact]
    public void Sweep_ThreeStepsAndManySweeps_ReachesTheExactLoss()
    {
        var matrix = SmallShop.Matrix();
        var exact = ImplicitAls.Fit(matrix, Options with { Sweeps = 40 }, threads: 1);
        var gradient = new ConjugateGradientAls(matrix, Options, threads: 2);
        var losses = new List<double>();
        for (var sweep = 0; sweep < 40; sweep++)
        {
            gradient.Sweep();
            losses.Add(gradient.Loss().Total);
        }

        Assert.Equal(losses.OrderDescending(), losses);
        Assert.Equal(1, losses[^1] / exact.Losses[^1].Total, 0.01);
    }

    [Fact]
    public void Sweep_OtherThreads_GivesNearlyTheSame()
    {
        var one = new ConjugateGradientAls(SmallShop.Matrix(), Options, threads: 1);
        var three = new ConjugateGradientAls(SmallShop.Matrix(), Options, threads: 3);

        one.Sweep();
        three.Sweep();

        // Partial Gramians are added in the order the threads end: the last bits differ, as they do in the original.
        Assert.All(one.UserFactors.Zip(three.UserFactors), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    private static float Product(float[] items, int one, int other) => ScoreScan.Dot(
        items.AsSpan(one * Options.Rank, Options.Rank), items.AsSpan(other * Options.Rank, Options.Rank));
}
