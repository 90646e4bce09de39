using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Training;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Tests.Training;

public sealed class BlockSolverTests
{
    private const int Users = 150;
    private const int Products = 90;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(7)]
    public void Solve_AllHalfSweepsByBlocks_EqualsThePlainLoopBitForBit(int blocks)
    {
        var options = new TrainingOptions { Rank = 9, Sweeps = 3, Blocks = blocks };
        var matrix = RandomMatrix();
        var plain = ImplicitAls.Fit(matrix, AlsOptions.From(options), threads: 1);

        var (users, products, losses) = FitByBlocks(matrix, options);

        Assert.Equal(plain.UserFactors, users);
        Assert.Equal(plain.ItemFactors.ToArray(), products);
        Assert.Equal(3, losses.Count);
        for (var sweep = 0; sweep < losses.Count; sweep++)
        {
            Assert.Equal(plain.Losses[sweep].Observed, losses[sweep].Observed);
            Assert.Equal(plain.Losses[sweep].Unobserved, losses[sweep].Unobserved);
            Assert.Equal(plain.Losses[sweep].Regularization, losses[sweep].Regularization);
        }
    }

    [Fact]
    public void Solve_Cancelled_Stops()
    {
        var plan = PlanOf(new TrainingOptions { Rank = 4 });
        var solver = new BlockSolver(plan, FactorSide.Users, 0, RandomMatrix(), RowSolverPool.Exact(4));
        var order = new HalfSweepOrder(1, Stores: false);
        var cancelled = new ParallelOptions { CancellationToken = new(canceled: true) };
        var others = FixedSide.OfTurned(new float[Products * 4], [4, 3, 2, 1], 0.1);

        Assert.Throws<OperationCanceledException>(() => solver.Solve(order, others, cancelled));
    }

    [Fact]
    public void Solve_FactorsNotFinite_NamesTheRow()
    {
        var plan = PlanOf(new TrainingOptions { Rank = 4 });
        var solver = new BlockSolver(plan, FactorSide.Users, 0, RandomMatrix(), RowSolverPool.Exact(4));
        var others = new float[Products * 4];
        Array.Fill(others, float.NaN);

        var failure = Assert.Throws<NormalEquationException>(() => solver.Solve(
            new HalfSweepOrder(1, Stores: false),
            FixedSide.OfTurned(others, [4, 3, 2, 1], 0.1),
            new ParallelOptions()));

        Assert.InRange(failure.Row, 0, Users);
    }

    private static (float[] Users, float[] Products, List<SweepLoss> Losses) FitByBlocks(
        CsrMatrix matrix, TrainingOptions options)
    {
        var plan = PlanOf(options);
        var sides = new Dictionary<FactorSide, CsrMatrix>
        {
            [FactorSide.Users] = matrix,
            [FactorSide.Products] = matrix.Transpose(),
        };
        var factors = new Dictionary<FactorSide, float[]> { [FactorSide.Users] = [], [FactorSide.Products] = [] };
        var (losses, tracker) = (new List<SweepLoss>(), new LossTracker());
        for (var half = 0; half < plan.HalfSweeps; half++)
        {
            var side = RunPlan.SideOf(half);
            var others = half == 0
                ? null
                : FixedSide.Of(factors[RunPlan.Other(side)], options.Rank, options.UnobservedWeight);
            var (starts, reports, solved) = (plan.BlockStarts(side), new List<HalfSweepReport>(), new List<float>());
            for (var block = 0; block < starts.Length - 1; block++)
            {
                var rows = sides[side].SliceRows(starts[block], starts[block + 1] - starts[block]);
                var done = new BlockSolver(plan, side, starts[block], rows, RowSolverPool.Exact(options.Rank))
                    .Solve(new(half, Stores: false), others, new ParallelOptions());
                reports.Add(done.Report);
                solved.AddRange(done.Factors);
            }

            (tracker, var loss) = tracker.Add(half, reports);
            if (loss is not null)
                losses.Add(loss);
            factors[side] = [.. solved];
        }

        return (factors[FactorSide.Users], factors[FactorSide.Products], losses);
    }

    private static RunPlan PlanOf(TrainingOptions options) => new()
    {
        Model = "default",
        RunId = "run",
        Options = options,
        AsOfPosition = 1,
        ReferenceTime = DateTimeOffset.UnixEpoch,
        CodeVersion = "1",
        Users = Users,
        Products = Products,
        Pairs = 0,
        JudgedUsers = 0,
        SnapshotHash = "",
        UserBlockHashes = [],
        ProductBlockHashes = [],
    };

    private static CsrMatrix RandomMatrix()
    {
        var random = new Random(5);
        var (rows, columns, values) = (new List<int>(), new List<int>(), new List<float>());
        for (var user = 0; user < Users; user++)
        {
            foreach (var product in Enumerable.Range(0, Products).Where(_ => random.NextDouble() < 0.08))
            {
                rows.Add(user);
                columns.Add(product);
                values.Add(1 + random.NextSingle());
            }
        }

        return CsrMatrix.FromTriples(Users, Products, [.. rows], [.. columns], [.. values]);
    }
}
