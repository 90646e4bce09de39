using Ayni.Domain.Retention;

namespace Ayni.Gateway.Retention;

/// <summary>How long interactions are kept, and what was deleted.</summary>
/// <param name="Rules">Days by name of a type as this gateway is set; null: for ever; none: nothing is deleted.</param>
/// <param name="NextRunAt">When this gateway looks next; null: it never does, or does now.</param>
/// <param name="Types">Types that a run looked at, by name.</param>
public sealed record RetentionAnswer(
    IReadOnlyDictionary<string, int?> Rules, DateTimeOffset? NextRunAt, IReadOnlyList<RetentionTypeAnswer> Types)
{
    /// <summary>What the rules and the reports say.</summary>
    public static RetentionAnswer From(
        RetentionRules rules, DateTimeOffset? nextRunAt, IReadOnlyList<RetentionReport> reports)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(reports);
        return new RetentionAnswer(rules.Days, nextRunAt, [.. reports.Select(RetentionTypeAnswer.From)]);
    }
}
