using System.Collections.Immutable;
using Ayni.GrainInterfaces.Training;

namespace Ayni.Grains.Training;

/// <summary>What a run wants done next; all of it may be done twice.</summary>
internal abstract record RunCommand
{
    /// <summary>Save this state soon; nobody waits for it.</summary>
    internal sealed record Note(TrainingRunState Run) : RunCommand;

    /// <summary>Save this state and tell when it is durable: <see cref="RunEvent.Saved"/>.</summary>
    internal sealed record Save(TrainingRunState Run) : RunCommand;

    /// <summary>Make the snapshot, or find it made.</summary>
    internal sealed record MakeSnapshot(string RunId) : RunCommand;

    /// <summary>Make a trial.</summary>
    /// <param name="Plan">The plan, with the options as they were when the snapshot was made.</param>
    /// <param name="Trial">The trial.</param>
    /// <param name="Number">Its place among the trials.</param>
    internal sealed record Try(RunPlan Plan, PlannedTrial Trial, int Number) : RunCommand;

    /// <summary>Write the plan with the options that the search chose.</summary>
    internal sealed record SettleSearch(RunPlan Plan) : RunCommand;

    /// <summary>Have a block solve.</summary>
    internal sealed record Solve(int Attempt, FactorBlockKey Block, HalfSweepOrder Order) : RunCommand;

    /// <summary>Tell when all blocks have stored a half-sweep.</summary>
    internal sealed record AwaitStored(int Attempt, RunPlan Plan, int HalfSweep) : RunCommand;

    /// <summary>Fit the neighbour parts, or find them fitted.</summary>
    internal sealed record FitParts(RunPlan Plan) : RunCommand;

    /// <summary>Learn the weights of the parts and measure the model.</summary>
    internal sealed record Judge(RunPlan Plan) : RunCommand;

    /// <summary>Write the model and have the registry switch to it.</summary>
    internal sealed record Publish(
        RunPlan Plan, ImmutableDictionary<string, double> Metrics, SearchReport? Search, TrainingReason? Reason)
        : RunCommand;

    /// <summary>Stop whatever is being done; its outcome does not matter any more.</summary>
    internal sealed record Abandon : RunCommand;

    /// <summary>Free the blocks and delete the files of the run.</summary>
    internal sealed record CleanUp(string RunId) : RunCommand;
}
