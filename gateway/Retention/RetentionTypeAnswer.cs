using Ayni.Domain.Retention;

namespace Ayni.Gateway.Retention;

/// <summary>What was deleted of one type, by whatever gateway or program.</summary>
/// <param name="Type">Its name.</param>
/// <param name="KeptDays">Days that the last run kept an interaction.</param>
/// <param name="Before">Time of the first interaction that the last run let stay.</param>
/// <param name="BegunAt">When the last run began.</param>
/// <param name="EndedAt">When it was through; null: it is under way, or broke off, and the next one goes on.</param>
/// <param name="Deleted">Interactions that it deleted, so far.</param>
/// <param name="DeletedInAll">Interactions that all runs deleted.</param>
public sealed record RetentionTypeAnswer(
    string Type,
    int KeptDays,
    DateTimeOffset Before,
    DateTimeOffset BegunAt,
    DateTimeOffset? EndedAt,
    long Deleted,
    long DeletedInAll)
{
    /// <summary>As the report has it.</summary>
    public static RetentionTypeAnswer From(RetentionReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new RetentionTypeAnswer(
            report.Type, report.KeptDays, report.Before, report.BegunAt, report.EndedAt, report.Deleted,
            report.DeletedInAll);
    }
}
