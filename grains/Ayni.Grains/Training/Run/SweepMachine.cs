using System.Collections.Immutable;
using Ayni.GrainInterfaces.Training;
using Turn = (
    Ayni.Grains.Training.RunMachineState State,
    System.Collections.Immutable.ImmutableArray<Ayni.Grains.Training.RunCommand> Commands);

namespace Ayni.Grains.Training;

/// <summary>
/// The part of <see cref="RunMachine"/> that sweeps: half-sweep after half-sweep, all blocks of a side at once. Blocks
/// store one half-sweep while they solve the next, not more. Lost factors send it back to the newest stored pair.
/// </summary>
internal static class SweepMachine
{
    /// <summary>Goes on after the newest stored pair; the pair itself is asked for again, for the loss.</summary>
    public static Turn Begin(RunMachineState state, DateTimeOffset at)
    {
        var sweep = new SweepState
        {
            Attempt = (state.Sweep?.Attempt ?? 0) + 1,
            Clock = new CheckpointClock(state.Options.CheckpointInterval, at),
            HalfSweep = -1,
            SolvedBefore = state.Sweep?.SolvedBefore ?? state.Run.HalfSweepAsked,
        };
        return Start(
            state with { Stage = RunStage.Sweep, Sweep = sweep }, Math.Max(0, state.Run.HalfSweepStored - 1), at);
    }

    /// <summary>A block answered.</summary>
    public static Turn Solved(RunMachineState state, RunEvent.BlockSolved solved)
    {
        var (sweep, block, report) = (state.Sweep!, solved.Block.Block, solved.Report);
        if (solved.Attempt != sweep.Attempt || report.HalfSweep != sweep.HalfSweep || sweep.Reports[block] is not null)
            return (state, []);
        sweep = sweep with { Reports = sweep.Reports.SetItem(block, report) };
        var wasAsked = solved.Calls > 1 || sweep.HalfSweep <= sweep.SolvedBefore;
        var redone = wasAsked && !report.FromCheckpoint ? 1 : 0;
        var run = state.Run.BlocksDone(sweep.HalfSweep, sweep.BlocksDone, sweep.Reports.Length, redone);
        var next = state with { Run = run, Sweep = sweep };
        return sweep.BlocksDone < sweep.Reports.Length ? (next, []) : Advance(HalfSweepDone(next), solved.At);
    }

    /// <summary>All blocks have stored a half-sweep; a run may go on from there once two in a row are.</summary>
    public static Turn Stored(RunMachineState state, RunEvent.HalfSweepStored stored)
    {
        var sweep = state.Sweep!;
        if (stored.Attempt != sweep.Attempt || sweep.Storing != stored.HalfSweep)
            return (state, []);
        var (clock, isPair) = sweep.Clock.Stored(stored.HalfSweep);
        state = state with { Sweep = sweep with { Storing = null, Clock = clock } };
        if (!isPair)
            return Advance(state, stored.At);
        var (next, commands) = Advance(
            state with { Run = state.Run.HalfSweepsStored(stored.HalfSweep) }, stored.At);
        return (next, [new RunCommand.Save(next.Run), .. commands]);
    }

    /// <summary>Gone with a silo. What is stored is not: from there the same bits are made again.</summary>
    public static Turn Lost(RunMachineState state, RunEvent.FactorsLost lost)
    {
        if (lost.Attempt != state.Sweep!.Attempt)
            return (state, []);
        return lost.Attempt < state.Options.MaxAttempts
            ? Begin(state, lost.At)
            : RunMachine.End(state, TrainingPhase.Failed, lost.Message, lost.At, null);
    }

    /// <summary>Goes on, if nothing is left to wait for.</summary>
    public static Turn Advance(RunMachineState state, DateTimeOffset at)
    {
        var sweep = state.Sweep!;
        if (sweep.BlocksDone < sweep.Reports.Length || (sweep.IsToBeStored && sweep.Storing is not null))
            return (state, []);
        ImmutableArray<RunCommand> commands = [];
        if (sweep.IsToBeStored)
        {
            commands = [new RunCommand.AwaitStored(sweep.Attempt, state.Plan!, sweep.HalfSweep)];
            sweep = sweep with { IsToBeStored = false, Storing = sweep.HalfSweep };
            state = state with { Sweep = sweep };
        }

        var isLast = sweep.HalfSweep + 1 == state.Plan!.HalfSweeps;
        var isUnsaved = state.Run.HalfSweepStored > state.DurablyStored;
        if ((isLast || sweep.Clock.StoresAll) && (sweep.Storing is not null || isUnsaved))
            return (state, commands);
        var (next, more) = isLast
            ? RunMachine.SaveAndGoOn(state, state.Run.Fitting())
            : Start(state, sweep.HalfSweep + 1, at);
        return (next, [.. commands, .. more]);
    }

    private static RunMachineState HalfSweepDone(RunMachineState state)
    {
        var sweep = state.Sweep!;
        var (losses, loss) = sweep.Losses.Add(sweep.HalfSweep, [.. sweep.Reports.Select(report => report!)]);
        var run = state.Run.HalfSweepDone(sweep.HalfSweep);
        return state with
        {
            Run = loss is null ? run : run.SweepDone(loss),
            Sweep = sweep with { Losses = losses, SolvedBefore = Math.Max(sweep.SolvedBefore, sweep.HalfSweep) },
        };
    }

    private static Turn Start(RunMachineState state, int halfSweep, DateTimeOffset at)
    {
        var (sweep, plan) = (state.Sweep!, state.Plan!);
        var side = RunPlan.SideOf(halfSweep);
        var blocks = plan.Blocks(side);
        var (clock, stores) = sweep.Clock.Stores(halfSweep, plan.HalfSweeps, at);
        var order = new HalfSweepOrder(halfSweep, stores, KeptFrom: Math.Max(0, state.DurablyStored - 1));
        var next = state with
        {
            Run = state.Run.HalfSweepStarted(halfSweep, blocks),
            Sweep = sweep with
            {
                Clock = clock,
                HalfSweep = halfSweep,
                IsToBeStored = stores,
                Reports = [.. new HalfSweepReport?[blocks]],
            },
        };
        return (next, [.. Enumerable.Range(0, blocks).Select(block =>
            new RunCommand.Solve(sweep.Attempt, plan.Key(side, block), order))]);
    }
}
