using System.Collections.Immutable;
using Ayni.GrainInterfaces.Training;

namespace Ayni.Grains.Training;

/// <summary>The sweeps of a run, as far as they are.</summary>
internal sealed record SweepState
{
    /// <summary>How often the sweeps were begun, from 1: what answers an earlier one is not heeded.</summary>
    public required int Attempt { get; init; }

    /// <summary>Says which half-sweeps are stored.</summary>
    public required CheckpointClock Clock { get; init; }

    /// <summary>The half-sweep under way.</summary>
    public required int HalfSweep { get; init; }

    /// <summary>Whether its factors are to be stored and nobody waits for that yet.</summary>
    public bool IsToBeStored { get; init; }

    /// <summary>What its blocks reported; null for those that have not answered.</summary>
    public ImmutableArray<HalfSweepReport?> Reports { get; init; } = [];

    /// <summary>The half-sweep whose files are being waited for.</summary>
    public int? Storing { get; init; }

    /// <summary>The newest half-sweep that may have been solved before: its blocks may be redone.</summary>
    public required int SolvedBefore { get; init; }

    /// <summary>Puts the losses together.</summary>
    public LossTracker Losses { get; init; } = new();

    /// <summary>Blocks that have answered.</summary>
    public int BlocksDone => Reports.Count(report => report is not null);
}
