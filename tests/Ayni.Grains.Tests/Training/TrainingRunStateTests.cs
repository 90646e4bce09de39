using System.Collections.Immutable;
using System.Text.Json;
using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Training;

namespace Ayni.Grains.Tests.Training;

public sealed class TrainingRunStateTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TrainingOptions Options = new() { Sweeps = 2 };

    [Fact]
    public void Transitions_WholeRun_ProgressRisesToOne()
    {
        var progress = WholeRun().Select(state => state.Status.Progress).ToArray();

        Assert.Equal(progress.Order(), progress);
        Assert.Equal(0, progress[0]);
        Assert.All(progress[..^1], share => Assert.InRange(share, 0, 0.99));
        Assert.Equal(1, progress[^1]);
    }

    [Fact]
    public void Transitions_WholeRun_IsRunningUntilItsEnd()
    {
        var states = WholeRun().ToArray();

        Assert.All(states[..^1], state => Assert.True(state.Status.IsRunning));
        Assert.False(states[^1].Status.IsRunning);
        Assert.Equal(Now, states[^1].Status.EndedAt);
    }

    [Fact]
    public void BlocksDone_AgainAfterACrash_NeverMovesBack()
    {
        var state = Begun().HalfSweepStarted(0, 4).BlocksDone(0, 4, 4, 0).HalfSweepDone(0)
            .HalfSweepStarted(1, 4).BlocksDone(1, 3, 4, 0);

        var again = state.HalfSweepStarted(0, 4).BlocksDone(0, 1, 4, 0).HalfSweepDone(0)
            .HalfSweepStarted(1, 4).BlocksDone(1, 1, 4, 1);

        Assert.Equal(3, again.Status.BlocksDone);
        Assert.Equal(state.Status.Progress, again.Status.Progress);
        Assert.Equal(1, again.HalfSweepsDone);
        Assert.Equal(1, again.Status.BlocksRedone);
    }

    [Fact]
    public void Reading_Rows_MovesTheSnapshotAlone()
    {
        var half = Begun().Reading(4).Status.Progress;

        Assert.InRange(half, 0.01, Begun().Reading(7).Status.Progress);
        Assert.Equal(Begun().Reading(7).Status.Progress, Begun().Reading(9).Status.Progress);
        Assert.Equal(Begun().Reading(7).Status.Progress, Begun().SnapshotDone(PlanOf()).Status.Progress);
        Assert.Equal(Begun().Judging(), Begun().Judging().Reading(1));
    }

    [Fact]
    public void SweepDone_Twice_RecordsTheLossOnce()
    {
        var loss = new SweepLoss(1, 3, 2, 1);

        var state = Begun().SweepDone(loss).SweepDone(loss);

        Assert.Equal(loss, Assert.Single(state.Status.Losses));
        Assert.Equal(1, state.Status.SweepsDone);
    }

    [Fact]
    public void Json_RoundTrip_KeepsEverything()
    {
        var state = WholeRun().Last();

        var read = JsonSerializer.Deserialize<TrainingRunState>(JsonSerializer.SerializeToUtf8Bytes(state))!;

        Assert.Equal(JsonSerializer.Serialize(state), JsonSerializer.Serialize(read));
        Assert.Equal(state.HalfSweepAsked, read.HalfSweepAsked);
        Assert.Equal(state.Status.Losses.AsEnumerable(), read.Status.Losses);
    }

    [Fact]
    public void New_IsIdle() => Assert.Equal(TrainingPhase.Idle, new TrainingRunState().Status.Phase);

    private static TrainingRunState Begun() => TrainingRunState.Begin("run", 7, Options, TrainingReason.Manual, Now);

    private static IEnumerable<TrainingRunState> WholeRun()
    {
        var state = Begun();
        yield return state;
        yield return state = state.SnapshotDone(PlanOf());
        for (var half = 0; half < RunPlan.HalfSweepsOf(Options); half++)
        {
            yield return state = state.HalfSweepStarted(half, 2);
            yield return state = state.BlocksDone(half, 1, 2, 0);
            yield return state = state.BlocksDone(half, 2, 2, 0);
            yield return state = state.HalfSweepDone(half);
        }

        yield return state = state.SweepDone(new SweepLoss(1, 3, 2, 1)).SweepDone(new SweepLoss(2, 2, 2, 1));
        yield return state = state.Fitting();
        yield return state = state.Judging();
        yield return state = state.Publishing(
            new Judgement(ImmutableDictionary<string, double>.Empty.Add("als.ndcg@10", 0.5), "Popularity."));
        yield return state.Ended(TrainingPhase.Completed, null, Now);
    }

    private static RunPlan PlanOf() => new()
    {
        Model = "default",
        RunId = "run",
        Options = Options,
        AsOfPosition = 7,
        ReferenceTime = Now,
        CodeVersion = "1",
        Users = 40,
        Products = 30,
        Pairs = 100,
        JudgedUsers = 4,
        SnapshotHash = "",
        UserBlockHashes = [],
        ProductBlockHashes = [],
    };
}
