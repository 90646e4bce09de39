using System.Collections.Immutable;
using Ayni.GrainInterfaces.Training;

namespace Ayni.Grains.Training;

/// <summary>What happened to a run. Told twice, or too late, it changes nothing.</summary>
internal abstract record RunEvent
{
    /// <summary>When it happened; never before the event told before it.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>An activation takes the run up from its saved state.</summary>
    internal sealed record Resumed : RunEvent;

    /// <summary>The snapshot is in the store.</summary>
    internal sealed record SnapshotMade(RunPlan Plan) : RunEvent;

    /// <summary>A trial was made.</summary>
    /// <param name="Number">Its place among the trials.</param>
    /// <param name="Trial">What came of it.</param>
    internal sealed record Tried(int Number, SearchTrial Trial) : RunEvent;

    /// <summary>The plan with the options that the search chose is in the store.</summary>
    internal sealed record SearchSettled(RunPlan Plan) : RunEvent;

    /// <summary>A block answered.</summary>
    /// <param name="Attempt">That of the order.</param>
    /// <param name="Block">The block.</param>
    /// <param name="Report">What it did.</param>
    /// <param name="Calls">How often it was called for this, from 1.</param>
    internal sealed record BlockSolved(int Attempt, FactorBlockKey Block, HalfSweepReport Report, int Calls) : RunEvent;

    /// <summary>Factors that were held in memory alone are lost.</summary>
    internal sealed record FactorsLost(int Attempt, string Message) : RunEvent;

    /// <summary>All blocks have stored a half-sweep.</summary>
    internal sealed record HalfSweepStored(int Attempt, int HalfSweep) : RunEvent;

    /// <summary>The neighbour parts are in the store.</summary>
    internal sealed record PartsFitted : RunEvent;

    /// <summary>The model was judged fit to be published.</summary>
    internal sealed record Judged(Judgement Judgement) : RunEvent;

    /// <summary>The registry has the model.</summary>
    internal sealed record Published : RunEvent;

    /// <summary>A step cannot be done, however often it is tried.</summary>
    /// <param name="Step">The step.</param>
    /// <param name="Attempt">That of the order; 0 outside the sweeps.</param>
    /// <param name="End">How the run ends.</param>
    /// <param name="Message">Why.</param>
    /// <param name="Metrics">Of a model that was judged.</param>
    internal sealed record StepFailed(
        RunStage Step, int Attempt, TrainingPhase End, string Message, ImmutableDictionary<string, double>? Metrics)
        : RunEvent;

    /// <summary>A state, or one after it, is durable.</summary>
    internal sealed record Saved(TrainingRunState Run) : RunEvent;

    /// <summary>The run is to stop for good.</summary>
    internal sealed record CancelAsked : RunEvent;

    /// <summary>The run is to be left as it is, for another activation to take up.</summary>
    internal sealed record HandOverAsked : RunEvent;

    /// <summary>Blocks are released and files deleted, as far as they could be reached.</summary>
    internal sealed record CleanedUp : RunEvent;
}
