using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ayni.Numerics;

namespace Ayni.Recommenders.Tests;

public sealed class ImplicitAlsTests
{
    private static readonly ImplicitAlsOptions Options = new()
    {
        Rank = 10,
        Sweeps = 3,
        Regularization = 0.02,
        FrequencyScaling = 1,
        UnobservedWeight = 0.1,
        InitialScale = 0.1,
        Seed = 1,
    };

    [Fact]
    public void Fit_EveryHalfSweep_LossFalls()
    {
        var matrix = SampleMatrices.Random(300, 120, 3000, seed: 1);
        var transpose = matrix.Transpose();
        var (users, items) = (new float[300 * 10], new float[120 * 10]);
        InitialFactors.Fill(1, 0, 0, 10, 0.1, users);
        InitialFactors.Fill(1, 1, 0, 10, 0.1, items);
        var last = PlainLoss(matrix, transpose, users, items).Total;
        for (var half = 0; half < 8; half++)
        {
            if (half % 2 == 0)
                Solve(matrix, users, items);
            else
                Solve(transpose, items, users);
            var loss = PlainLoss(matrix, transpose, users, items).Total;
            Assert.True(loss < last, $"Half-sweep {half}: {loss} after {last}.");
            last = loss;
        }
    }

    [Fact]
    public void Fit_ReportedLoss_IsTheObjectiveWrittenOutPlainly()
    {
        var matrix = SampleMatrices.Random(30, 20, 150, seed: 2);
        var transpose = matrix.Transpose();
        var reported = new List<LossParts>();
        var options = Options with { Sweeps = 1 };
        ImplicitAls.Fit(matrix, options, 1, new Collector(p => reported.AddRange(p.Loss is { } l ? [l] : [])));

        var (users, items) = (new float[30 * 10], new float[20 * 10]);
        InitialFactors.Fill(options.Seed, 1, 0, 10, options.InitialScale, items);
        Solve(matrix, users, items);
        Solve(transpose, items, users);
        var expected = PlainLoss(matrix, transpose, users, items);
        var loss = Assert.Single(reported);
        Assert.Equal(expected.Observed, loss.Observed, 1e-5 * expected.Observed);
        Assert.Equal(expected.Unobserved, loss.Unobserved, 1e-5 * expected.Unobserved);
        Assert.Equal(expected.Regularization, loss.Regularization, 1e-5 * expected.Regularization);
    }

    [Fact]
    public void Fit_AnyNumberOfThreads_SameBits()
    {
        var matrix = SampleMatrices.Random(700, 150, 5000, seed: 3);
        var one = ImplicitAls.Fit(matrix, Options, threads: 1);
        var four = ImplicitAls.Fit(matrix, Options, threads: 4);
        Assert.Equal(one.UserFactors, four.UserFactors);
        Assert.Equal(one.ItemFactors.ToArray(), four.ItemFactors.ToArray());
        Assert.Equal(one.Losses.ToArray(), four.Losses.ToArray());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(64)]
    public void HalfSweep_AnyNumberOfBlocks_SameBitsAsFit(int blocks)
    {
        var matrix = SampleMatrices.Random(700, 150, 5000, seed: 3);
        var expected = ImplicitAls.Fit(matrix, Options, threads: 2);
        var users = new BlockedSide(matrix, blocks, Options);
        var items = new BlockedSide(matrix.Transpose(), blocks, Options);
        items.Initialize();
        var losses = new List<LossParts>();
        for (var sweep = 0; sweep < Options.Sweeps; sweep++)
        {
            users.SolveAgainst(items);
            items.SolveAgainst(users);
            losses.Add(new LossParts(
                items.Observed().Sum(),
                items.Unobserved().Sum(),
                users.Regularization().Sum() + items.Regularization().Sum()));
        }

        users.SolveAgainst(items);
        Assert.Equal(expected.ItemFactors.ToArray(), items.Fixed().Factors.ToArray());
        Assert.Equal(expected.UserFactors, users.Factors);
        Assert.Equal(expected.Losses.ToArray(), losses);
    }

    [Fact]
    public void Fit_UsersRenumbered_RenumbersTheirFactors()
    {
        // First factors of items do not depend on users, so only the order of sums changes: rounding. It may turn an
        // axis around, so scores are compared, not factors.
        var matrix = SampleMatrices.Random(100, 40, 800, seed: 4);
        var (rows, columns, values) = (new List<int>(), new List<int>(), new List<float>());
        for (var user = 0; user < 100; user++)
        {
            foreach (var item in matrix.RowColumns(user))
            {
                rows.Add(99 - user);
                columns.Add(item);
                values.Add(matrix.RowValues(user)[matrix.RowColumns(user).IndexOf(item)]);
            }
        }

        var reversed = CsrMatrix.FromTriples(100, 40, [.. rows], [.. columns], [.. values]);
        var (one, other) = (ImplicitAls.Fit(matrix, Options), ImplicitAls.Fit(reversed, Options));
        for (var user = 0; user < 100; user++)
        {
            for (var item = 0; item < 40; item++)
                Assert.Equal(Score(one, user, item), Score(other, 99 - user, item), 1e-4);
        }
    }

    [Fact]
    public void Fit_UserFactors_AreWhatFoldInGives()
    {
        var matrix = SampleMatrices.Random(100, 40, 800, seed: 5);
        var model = ImplicitAls.Fit(matrix, Options);
        var solver = new ExactRowSolver(10);
        var factor = new float[10];
        for (var user = 0; user < 100; user++)
        {
            var regularization = RowRegularization.Of(Options, matrix.RowLength(user), matrix.Columns);
            solver.Solve(
                model.Items,
                new RowEquation(matrix.RowColumns(user), matrix.RowValues(user), regularization),
                factor);
            Assert.Equal(model.UserFactors.AsSpan(user * 10, 10).ToArray(), factor);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(64)]
    [InlineData(128)]
    public void Fit_ShopFarSmallerThanTheRank_LearnsItsPairs(int rank)
    {
        foreach (var (users, items) in (ReadOnlySpan<(int, int)>)[(1, 1), (1, 2), (2, 1), (3, 3), (4, 2), (70, 1)])
        {
            for (var seed = 1; seed <= 3; seed++)
            {
                var options = new ImplicitAlsOptions { Rank = rank, Seed = seed };
                var model = ImplicitAls.Fit(SampleMatrices.OneItemAUser(users, items), options);
                Assert.All(model.UserFactors, value => Assert.True(float.IsFinite(value)));
                Assert.InRange(model.Losses[^1].Total, 0, 1.000001 * model.Losses.Min(loss => loss.Total));

                // One axis must do for all where the rank is 1; else each user's own item comes first.
                for (var user = 0; user < (rank == 1 ? 1 : users); user++)
                {
                    var scores = Enumerable.Range(0, items).Select(item => Score(model, user, item)).ToList();
                    Assert.InRange(scores[user % items], 0.1, 1);
                    Assert.Equal(user % items, scores.IndexOf(scores.Max()));
                }
            }
        }
    }

    [Theory]
    [InlineData(AlsSolver.BlockCoordinate)]
    [InlineData(AlsSolver.Cholesky)]
    public void Fit_OtherSolver_ReachesTheSameLoss(AlsSolver solver)
    {
        var matrix = SampleMatrices.Random(120, 60, 2500, seed: 7);
        var options = Options with { Sweeps = 30, BlockSize = 4 };
        var exact = ImplicitAls.Fit(matrix, options).Losses[^1].Total;
        var other = ImplicitAls.Fit(matrix, options with { Solver = solver }).Losses[^1].Total;
        Assert.Equal(exact, other, 2e-3 * exact);
    }

    [Fact]
    public void Fit_PinnedOptions_GivesThePinnedBitsOnAnyProcessor()
    {
        // No logarithm or power takes part, so vector width and platform must not matter.
        var model = ImplicitAls.Fit(SampleMatrices.Checkerboard(60, 30), Options);
        var bytes = MemoryMarshal.AsBytes<float>(model.UserFactors);
        Assert.Equal(PinnedHash, Convert.ToHexStringLower(SHA256.HashData(bytes))[..40]);
    }

    [Fact]
    public void Fit_CancelledOnTheWay_Throws()
    {
        using var source = new CancellationTokenSource();
        var reports = 0;
        var progress = new Collector(step =>
        {
            reports++;
            if (step.HalfSweepsDone == 2)
                source.Cancel();
        });
        var matrix = SampleMatrices.Random(100, 40, 800, seed: 6);
        Assert.ThrowsAny<OperationCanceledException>(() => ImplicitAls.Fit(matrix, Options, 2, progress, source.Token));
        Assert.Equal(2, reports);
    }

    [Fact]
    public void Fit_Progress_CountsEveryHalfSweep()
    {
        var steps = new List<AlsProgress>();
        ImplicitAls.Fit(SampleMatrices.Checkerboard(20, 10), Options, 1, new Collector(steps.Add));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], steps.Select(step => step.HalfSweepsDone));
        Assert.All(steps, step => Assert.Equal(7, step.HalfSweepsTotal));
        Assert.Equal([2, 4, 6], steps.Where(step => step.Loss is not null).Select(step => step.HalfSweepsDone));
    }

    [Fact]
    public void Fit_ConfidenceNotANumber_NamesTheRow()
    {
        var matrix = CsrMatrix.FromTriples(100, 3, [70, 71], [1, 2], [1, float.NaN]);
        var exception = Assert.Throws<NormalEquationException>(() => ImplicitAls.Fit(matrix, Options, 2));
        Assert.Equal(71, exception.Row);
    }

    private const string PinnedHash = "2af9d659d3999ff0f7e0f366c6cead23970dfcff";

    private static float Score(ImplicitAlsModel model, int user, int item) =>
        ScoreScan.Dot(model.UserFactors.AsSpan(user * model.Rank, model.Rank), model.Items.FactorOf(item));

    /// <summary>A half-sweep; both arrays are in the same axes afterwards.</summary>
    private static void Solve(CsrMatrix rows, float[] factors, float[] others) => HalfSweep.Run(
        rows, 0, FixedSide.Of(others, 10, Options.UnobservedWeight), Options, HalfSweep.Solvers(Options), factors);

    private static LossParts PlainLoss(CsrMatrix matrix, CsrMatrix transpose, float[] users, float[] items)
    {
        double observed = 0, unobserved = 0, regularization = 0;
        for (var user = 0; user < matrix.Rows; user++)
        {
            for (var item = 0; item < matrix.Columns; item++)
            {
                var score = Enumerable.Range(0, 10).Sum(k => (double)users[(user * 10) + k] * items[(item * 10) + k]);
                unobserved += 0.1 * score * score;
                var entry = matrix.RowColumns(user).IndexOf(item);
                if (entry >= 0)
                    observed += matrix.RowValues(user)[entry] * (1 - score) * (1 - score);
            }
        }

        foreach (var (side, factors) in new[] { (matrix, users), (transpose, items) })
        {
            for (var row = 0; row < side.Rows; row++)
            {
                var norm = factors.Skip(row * 10).Take(10).Sum(value => (double)value * value);
                regularization += 0.02 * (side.RowLength(row) + (0.1 * side.Columns)) * norm;
            }
        }

        return new LossParts(observed, unobserved, regularization);
    }

    private sealed class Collector(Action<AlsProgress> report) : IProgress<AlsProgress>
    {
        public void Report(AlsProgress value) => report(value);
    }
}
