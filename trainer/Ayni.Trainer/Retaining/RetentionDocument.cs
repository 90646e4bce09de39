using Ayni.Data.Retention;
using Ayni.Domain.Retention;

namespace Ayni.Trainer.Retaining;

/// <summary>What <c>retention</c> tells.</summary>
/// <param name="Applied">Whether it was deleted.</param>
/// <param name="Rules">How long types are kept.</param>
/// <param name="Interactions">Interactions old enough when the verb began.</param>
/// <param name="Types">By type.</param>
internal sealed record RetentionDocument(
    bool Applied, string Rules, long Interactions, IReadOnlyList<RetentionEntry> Types)
{
    public static RetentionDocument Of(
        bool isApplied,
        RetentionRules rules,
        IReadOnlyList<RetentionPlan> plans,
        IReadOnlyList<RetentionReport> reports) => new(
            isApplied,
            rules.ToString(),
            plans.Sum(plan => plan.Count.Interactions),
            [.. plans.Select(plan => RetentionEntry.Of(
                plan, reports.FirstOrDefault(report => report.Type == plan.Type.Name)))]);
}
