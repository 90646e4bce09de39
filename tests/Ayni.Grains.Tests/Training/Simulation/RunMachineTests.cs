using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Training;
using Ayni.Testing;
using CsCheck;

namespace Ayni.Grains.Tests.Training.Simulation;

/// <summary>
/// A run under seeded interleavings, answers that come twice, lost silos, ended activations, hand-overs and cancels.
/// A failure names its seed: the environment variable <c>CsCheck_Seed</c> runs it again.
/// </summary>
public sealed class RunMachineTests
{
    /// <summary>Every half-sweep, as good as every one, now and then, and the last two alone.</summary>
    private static readonly TimeSpan[] Intervals =
        [TimeSpan.Zero, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(15), TimeSpan.FromDays(1)];

    private static readonly Gen<(int Sweeps, int Blocks, TimeSpan Interval, int Kind, byte[] Tape)> Disturbed =
        Gen.Select(
            Gen.Int[1, 4], Gen.Int[1, 3], Gen.Int[0, Intervals.Length - 1], Gen.Int[0, 15], Gen.Byte.Array[0, 500])
            .Select(drawn => (drawn.Item1, drawn.Item2, Intervals[drawn.Item3], drawn.Item4, drawn.Item5));

    [Fact]
    public void Next_WhateverHappens_EndsAsAnUndisturbedRunDoes() => Disturbed.Sample(
        drawn =>
        {
            var isRefused = drawn.Kind % 8 == 0;
            var plan = drawn.Kind < 8
                ? PlanOf(drawn.Sweeps, drawn.Blocks)
                : SearchedPlanOf(drawn.Sweeps, drawn.Blocks);
            var run = new SimulatedRun(plan, drawn.Interval, isRefused, drawn.Tape);

            var end = run.ToEnd().Status;

            Assert.Contains(end.Phase, Ends(run, isRefused));
            if (end.Phase is TrainingPhase.Completed or TrainingPhase.Refused)
                Assert.Equal(run.ExpectedOptions(), end.Options);
            Assert.Equal(end.Phase == TrainingPhase.Completed ? run.ExpectedContent() : null, run.Published);
            Assert.InRange(
                end.BlocksRedone, 0, run.Blocks.Resolves + (run.Disturbances * plan.Blocks(FactorSide.Users)));
            if (end.Phase is TrainingPhase.Completed or TrainingPhase.Refused)
                Assert.Equal(ExpectedLosses(plan, run.Blocks), end.Losses);
        },
        iter: Seeds.Count,
        threads: 1,
        print: drawn => $"{drawn.Sweeps} sweeps, {drawn.Blocks} blocks, every {drawn.Interval}, "
            + $"kind {drawn.Kind}, {Convert.ToHexString(drawn.Tape)}");

    [Theory]
    [InlineData(0L)]
    [InlineData(1L)]
    [InlineData(TimeSpan.TicksPerDay)]
    public void Next_Undisturbed_PublishesAndRedoesNothing(long intervalTicks)
    {
        var plan = PlanOf(sweeps: 3, blocks: 3);
        var run = new SimulatedRun(plan, new TimeSpan(intervalTicks), isRefused: false, tape: []);

        var end = run.ToEnd().Status;

        Assert.Equal((TrainingPhase.Completed, 0, 1.0), (end.Phase, end.BlocksRedone, end.Progress));
        Assert.Equal("Judged.", end.Message);
        Assert.Equal(run.ExpectedContent(), run.Published);
        Assert.Equal(0, run.Blocks.Resolves);
    }

    [Fact]
    public void Next_Searched_TrainsWithWhatWasChosen()
    {
        var run = new SimulatedRun(
            SearchedPlanOf(sweeps: 2, blocks: 2), TimeSpan.Zero, isRefused: false, tape: []);

        var end = run.ToEnd().Status;

        Assert.Equal(TrainingPhase.Completed, end.Phase);
        Assert.Equal(run.ExpectedContent(), run.Published);
        Assert.Equal(run.ExpectedOptions(), end.Options);
        Assert.NotEqual(new TrainingOptions().Regularization, end.Options!.Regularization);
        Assert.InRange(end.Search!.Trials.Length, 20, 30);
        Assert.Equal("als", end.Search.Trials[end.Search.Chosen[0]].Part);
    }

    private static TrainingPhase[] Ends(SimulatedRun run, bool isRefused)
    {
        var end = isRefused ? TrainingPhase.Refused : TrainingPhase.Completed;
        return run.CancelWasAsked ? [end, TrainingPhase.Cancelled] : [end];
    }

    private static IEnumerable<SweepLoss> ExpectedLosses(RunPlan plan, SimulatedBlocks blocks)
    {
        var losses = new LossTracker();
        for (var halfSweep = 0; halfSweep < plan.HalfSweeps; halfSweep++)
        {
            var half = halfSweep;
            var reports = Enumerable.Range(0, plan.Blocks(RunPlan.SideOf(half))).Select(
                block => SimulatedBlocks.ReportOf(half, blocks.Expected(half, block), fromCheckpoint: false));
            (losses, var loss) = losses.Add(half, [.. reports]);
            if (loss is not null)
                yield return loss;
        }
    }

    private static RunPlan SearchedPlanOf(int sweeps, int blocks)
    {
        var plan = PlanOf(sweeps, blocks);
        return plan with
        {
            Options = plan.Options with { Search = new SearchOptions { Fixed = ["Sweeps"] } },
            Search = new SearchSize { JudgedUsers = 60, FittedUsers = 120, Pairs = 100, Products = 114 },
        };
    }

    private static RunPlan PlanOf(int sweeps, int blocks) => new()
    {
        Model = "default",
        RunId = "run",
        Options = new TrainingOptions { Sweeps = sweeps, Blocks = blocks },
        AsOfPosition = 7,
        ReferenceTime = DateTimeOffset.UnixEpoch,
        CodeVersion = "1",
        Users = TrainingShop.Users,
        Products = TrainingShop.Products,
        Pairs = 100,
        JudgedUsers = 4,
        SnapshotHash = "",
        UserBlockHashes = [],
        ProductBlockHashes = [],
    };
}
