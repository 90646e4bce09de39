namespace Ayni.Domain.Auditing;

/// <summary>An act as the trail has it.</summary>
public sealed record AuditEntry
{
    /// <summary>Its number: later acts have higher ones.</summary>
    public required long Number { get; init; }

    /// <summary>When it was begun; to the millisecond, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Which, one of <see cref="AuditActs"/>.</summary>
    public required string Act { get; init; }

    /// <summary>Who did it.</summary>
    public required string Actor { get; init; }

    /// <summary>Where from.</summary>
    public string? Address { get; init; }

    /// <summary>What it was done to; a shopper by a keyed hash.</summary>
    public string? Target { get; init; }

    /// <summary>Finds the request in logs and traces.</summary>
    public string? TraceId { get; init; }

    /// <summary>What became of it.</summary>
    public required AuditOutcome Outcome { get; init; }

    /// <summary>Why it was refused or failed.</summary>
    public string? Code { get; init; }

    /// <summary>What came of it.</summary>
    public string? Result { get; init; }

    /// <summary>When it ended; null while that is not known.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
