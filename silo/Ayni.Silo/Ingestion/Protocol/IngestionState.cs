using System.Collections.Immutable;

namespace Ayni.Silo.Ingestion.Protocol;

/// <summary>What a consumer knows. Messages it holds are either waiting or in the batch.</summary>
internal sealed record IngestionState
{
    /// <summary>Of a consumer that has just begun.</summary>
    public static IngestionState Empty { get; } = new();

    /// <summary>Lanes that can be acknowledged in.</summary>
    public ImmutableHashSet<long> Lanes { get; init; } = [];

    /// <summary>Not in a batch yet, in the order they came.</summary>
    public ImmutableQueue<Delivery> Waiting { get; init; } = [];

    /// <summary>Sum of the weights of <see cref="Waiting"/>.</summary>
    public int WaitingWeight { get; init; }

    /// <summary>Being committed, or to be tried again when the timer elapses.</summary>
    public Batch? Batch { get; init; }

    /// <summary>Number of the commit under way; 0 while there is none.</summary>
    public long Commit { get; init; }

    /// <summary>Failed commits since the last that succeeded.</summary>
    public int Failures { get; init; }

    /// <summary>How many of the waiting go one by one: the log refused something among them.</summary>
    public int Alone { get; init; }

    /// <summary>Number of the timer that counts; 0 while there is none.</summary>
    public long Timer { get; init; }

    /// <summary>The timer separates two attempts: nothing is committed before it elapses.</summary>
    public bool IsBackingOff { get; init; }

    /// <summary>What waits has waited long enough.</summary>
    public bool IsRipe { get; init; }

    /// <summary>The broker is asked for no more.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Nothing new is begun.</summary>
    public bool IsStopping { get; init; }

    /// <summary>Last number given to a commit or a timer.</summary>
    public long LastNumber { get; init; }

    /// <summary>Weight of everything in memory.</summary>
    public int Held => WaitingWeight + (Batch?.Weight ?? 0);
}
