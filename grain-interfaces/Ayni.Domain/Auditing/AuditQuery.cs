namespace Ayni.Domain.Auditing;

/// <summary>Which acts are wanted; what is null admits all.</summary>
public sealed record AuditQuery
{
    /// <summary>Acts with a lower number than this.</summary>
    public long? Before { get; init; }

    /// <summary>One of <see cref="AuditActs"/>.</summary>
    public string? Act { get; init; }

    /// <summary>Who did it.</summary>
    public string? Actor { get; init; }

    /// <summary>What it was done to.</summary>
    public string? Target { get; init; }

    /// <summary>The shopper whom it was done to, as first or second.</summary>
    public string? UserId { get; init; }

    /// <summary>What became of it.</summary>
    public AuditOutcome? Outcome { get; init; }

    /// <summary>Begun then or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Begun earlier.</summary>
    public DateTimeOffset? To { get; init; }
}
