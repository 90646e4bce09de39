using Ayni.Data.Retention;
using Ayni.Domain.Retention;

namespace Ayni.Trainer.Retaining;

/// <summary>One type as <c>retention</c> tells it.</summary>
/// <param name="Type">Its name.</param>
/// <param name="KeptDays">Days that an interaction of it is kept.</param>
/// <param name="Before">What happened before this time is old enough.</param>
/// <param name="Interactions">Interactions old enough when the verb began.</param>
/// <param name="Oldest">Time of the oldest of them.</param>
/// <param name="Deleted">Interactions that the last run deleted.</param>
/// <param name="DeletedInAll">Interactions that all runs deleted.</param>
/// <param name="LastRunAt">When the last run began.</param>
/// <param name="EndedAt">When it was through; null: it is under way, or broke off, or there was none.</param>
internal sealed record RetentionEntry(
    string Type,
    int KeptDays,
    DateTimeOffset Before,
    long Interactions,
    DateTimeOffset? Oldest,
    long Deleted,
    long DeletedInAll,
    DateTimeOffset? LastRunAt,
    DateTimeOffset? EndedAt)
{
    public static RetentionEntry Of(RetentionPlan plan, RetentionReport? report) => new(
        plan.Type.Name, plan.KeptDays, plan.Before, plan.Count.Interactions, plan.Count.Oldest, report?.Deleted ?? 0,
        report?.DeletedInAll ?? 0, report?.BegunAt, report?.EndedAt);
}
