using System.Collections.Immutable;
using Ayni.GrainInterfaces.Training;
using Turn = (
    Ayni.Grains.Training.RunMachineState State,
    System.Collections.Immutable.ImmutableArray<Ayni.Grains.Training.RunCommand> Commands);

namespace Ayni.Grains.Training;

/// <summary>
/// Decides what a run does next: a pure function of its state and of what happened, without clock, threads or stores.
/// Whoever drives it does what it wants done and tells it what came of that, in any order, and twice if need be.
/// </summary>
internal static class RunMachine
{
    /// <summary>The state after an event, and what is to be done now, in order.</summary>
    public static Turn Next(RunMachineState state, RunEvent happened)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(happened);
        var (next, commands) = Decide(state, happened);
        var isSaved = ReferenceEquals(next.Run, state.Run) || commands.Any(command => command is RunCommand.Save);
        return isSaved ? (next, commands) : (next, [new RunCommand.Note(next.Run), .. commands]);
    }

    private static Turn Decide(RunMachineState state, RunEvent happened) => (happened, state.Stage) switch
    {
        (_, RunStage.Over) => (state, []),
        (RunEvent.HandOverAsked, _) => (state with { Stage = RunStage.Over, Sweep = null }, [new RunCommand.Abandon()]),
        (RunEvent.CancelAsked, _) => Cancel(state, happened.At),
        (RunEvent.Saved saved, _) => Saved(state, saved),
        (RunEvent.StepFailed failed, _) => Failed(state, failed),
        (RunEvent.Resumed, RunStage.New) => Resume(state),
        (RunEvent.SnapshotMade made, RunStage.Snapshot) => Planned(state, made),
        (RunEvent.Tried tried, RunStage.Search) => SearchMachine.Tried(state, tried),
        (RunEvent.SearchSettled settled, RunStage.Search) => SearchMachine.Settled(state, settled),
        (RunEvent.BlockSolved solved, RunStage.Sweep) => SweepMachine.Solved(state, solved),
        (RunEvent.HalfSweepStored stored, RunStage.Sweep) => SweepMachine.Stored(state, stored),
        (RunEvent.FactorsLost lost, RunStage.Sweep) => SweepMachine.Lost(state, lost),
        (RunEvent.PartsFitted, RunStage.Fit) => SaveAndGoOn(state, state.Run.Judging()),
        (RunEvent.Judged judged, RunStage.Judge) => SaveAndGoOn(state, state.Run.Publishing(judged.Judgement)),
        (RunEvent.Published, RunStage.Publish) => Completed(state, happened.At),
        (RunEvent.CleanedUp, RunStage.CleanUp) => (state with { Stage = RunStage.Over }, []),
        _ => (state, []),
    };

    private static Turn Resume(RunMachineState state) => state.Run.Status.IsRunning
        ? (state with { Stage = RunStage.Snapshot }, [new RunCommand.MakeSnapshot(state.Run.Status.RunId!)])
        : (state with { Stage = RunStage.Over }, []);

    private static Turn Planned(RunMachineState state, RunEvent.SnapshotMade made)
    {
        var planned = state with { Plan = made.Plan };
        return state.Run.Status.Phase == TrainingPhase.Snapshot
            ? SaveAndGoOn(
                planned,
                SearchPlan.IsWanted(made.Plan) ? state.Run.Searching(made.Plan) : state.Run.SnapshotDone(made.Plan))
            : Enter(planned, made.At);
    }

    /// <summary>The stage of the phase that the saved state is in begins.</summary>
    private static Turn Enter(RunMachineState state, DateTimeOffset at)
    {
        var status = state.Run.Status;
        return status.Phase switch
        {
            TrainingPhase.Search => SearchMachine.Begin(state),
            TrainingPhase.Sweep => SweepMachine.Begin(state, at),
            TrainingPhase.Fit => (state with { Stage = RunStage.Fit }, [new RunCommand.FitParts(state.Plan!)]),
            TrainingPhase.Judge => (state with { Stage = RunStage.Judge }, [new RunCommand.Judge(state.Plan!)]),
            TrainingPhase.Publish => (
                state with { Stage = RunStage.Publish },
                [new RunCommand.Publish(state.Plan!, status.Metrics, status.Search, status.Reason)]),
            _ => (state with { Stage = RunStage.CleanUp }, [new RunCommand.CleanUp(status.RunId!)]),
        };
    }

    /// <summary>
    /// A phase begins once the state that says so is durable. For publishing that is a must: who takes the run up must
    /// not judge a second time what may be published already.
    /// </summary>
    public static Turn SaveAndGoOn(RunMachineState state, TrainingRunState run) =>
        (state with { Run = run, Stage = RunStage.Saving, Sweep = null }, [new RunCommand.Save(run)]);

    private static Turn Saved(RunMachineState state, RunEvent.Saved saved)
    {
        var durable = state with { DurablyStored = Math.Max(state.DurablyStored, saved.Run.HalfSweepStored) };
        return durable.Stage switch
        {
            RunStage.Saving when Begins(saved.Run, durable.Run) => Enter(durable, saved.At),
            RunStage.Sweep => SweepMachine.Advance(durable, saved.At),
            _ => (durable, []),
        };
    }

    /// <summary>Whether a durable state says that the phase of another has begun, or its search is settled.</summary>
    private static bool Begins(TrainingRunState saved, TrainingRunState run) =>
        saved.Status.Phase == run.Status.Phase && saved.Search?.IsSettled == run.Search?.IsSettled;

    private static Turn Completed(RunMachineState state, DateTimeOffset at) =>
        End(state, TrainingPhase.Completed, state.Run.Status.Message, at, null);

    private static Turn Failed(RunMachineState state, RunEvent.StepFailed failed)
    {
        var isHeeded = failed.Step == state.Stage && failed.Attempt == (state.Sweep?.Attempt ?? 0);
        return isHeeded ? End(state, failed.End, failed.Message, failed.At, failed.Metrics) : (state, []);
    }

    /// <summary>
    /// From <see cref="TrainingPhase.Publish"/> on nothing is cancelled: a model half published is neither the old one
    /// nor the new.
    /// </summary>
    private static Turn Cancel(RunMachineState state, DateTimeOffset at) =>
        state.Run.Status.Phase
            is TrainingPhase.Snapshot or TrainingPhase.Search or TrainingPhase.Sweep or TrainingPhase.Fit
            or TrainingPhase.Judge
            ? End(state, TrainingPhase.Cancelled, "Stopped on request.", at, null)
            : (state, []);

    /// <summary>The run ends; blocks still at work are not waited for.</summary>
    public static Turn End(
        RunMachineState state, TrainingPhase phase, string? message, DateTimeOffset at,
        ImmutableDictionary<string, double>? metrics)
    {
        var (ended, save) = SaveAndGoOn(state, state.Run.Ended(phase, message, at, metrics));
        return (ended, [new RunCommand.Abandon(), .. save]);
    }
}
