using Ayni.Domain.Auditing;

namespace Ayni.Gateway.Auditing;

/// <summary>An act.</summary>
/// <param name="Number">Its number: later acts have higher ones.</param>
/// <param name="At">When it was begun.</param>
/// <param name="Act">Which, such as model.activate.</param>
/// <param name="Actor">Who did it: name of the key, subject of the token, account of a command line.</param>
/// <param name="Address">Where from.</param>
/// <param name="Target">What it was done to; a shopper by a keyed hash.</param>
/// <param name="Outcome">
/// done, refused, failed, or unknown: under way, or whoever did it died before the end was written.
/// </param>
/// <param name="Code">Why it was refused or failed.</param>
/// <param name="Result">What came of it, such as the id of a run.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="TraceId">Finds the request in logs and traces.</param>
public sealed record AuditEntryBody(
    long Number,
    DateTimeOffset At,
    string Act,
    string Actor,
    string? Address,
    string? Target,
    string Outcome,
    string? Code,
    string? Result,
    DateTimeOffset? EndedAt,
    string? TraceId)
{
    /// <summary>The wire form.</summary>
    public static AuditEntryBody From(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new AuditEntryBody(
            entry.Number, entry.At, entry.Act, entry.Actor, entry.Address, entry.Target, NameOf(entry.Outcome),
            entry.Code, entry.Result, entry.EndedAt, entry.TraceId);
    }

    internal static string NameOf(AuditOutcome outcome) => outcome switch
    {
        AuditOutcome.Done => "done",
        AuditOutcome.Refused => "refused",
        AuditOutcome.Failed => "failed",
        _ => "unknown",
    };
}
