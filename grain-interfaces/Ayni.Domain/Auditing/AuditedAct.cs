namespace Ayni.Domain.Auditing;

/// <summary>An act that is about to be done.</summary>
public sealed record AuditedAct
{
    /// <summary>Longest text of a field that is kept, in characters; the rest is cut off.</summary>
    public const int MaxTextLength = 256;

    /// <summary>Which, one of <see cref="AuditActs"/>.</summary>
    public required string Act { get; init; }

    /// <summary>Who: name of a key, subject of a token, account of a machine.</summary>
    public required string Actor { get; init; }

    /// <summary>Where from; null where it is of no network.</summary>
    public string? Address { get; init; }

    /// <summary>What it is done to, such as a version or the name of a scenario; null: there is one alone.</summary>
    public string? Target { get; init; }

    /// <summary>
    /// The shopper whom it is done to, instead of <see cref="Target"/>; kept as
    /// <see cref="IAuditTrail.NameOfUserAsync"/> says.
    /// </summary>
    public string? UserId { get; init; }

    /// <summary>Finds the request in logs and traces; null: there is none.</summary>
    public string? TraceId { get; init; }
}
