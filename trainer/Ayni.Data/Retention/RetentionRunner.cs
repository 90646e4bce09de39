using System.Collections.Immutable;
using System.Globalization;
using Ayni.Domain.Auditing;
using Ayni.Domain.Retention;

namespace Ayni.Data.Retention;

/// <summary>
/// Deletes what was kept as long as a shop's rules say, in small batches with room between them for whoever appends.
/// Can be stopped or killed at any moment: each batch is a transaction, and the next run does what is left. One run at
/// a time over all processes.
/// </summary>
/// <param name="retention">Where it is deleted.</param>
/// <param name="audit">Where a run that deletes is noted.</param>
/// <param name="time">Tells how old an interaction is.</param>
public sealed class RetentionRunner(IRetention retention, IAuditTrail audit, TimeProvider time)
{
    /// <summary>Interactions of one batch: the log is locked for as long.</summary>
    public const int BatchInteractions = 500;

    /// <summary>
    /// How long a run keeps its right to delete after its last batch: longer than a batch waits for the lock.
    /// </summary>
    public static readonly TimeSpan ClaimLength = TimeSpan.FromMinutes(2);

    // Between two batches as long as the first took, so that appends have half of the time at least. Not by the clock
    // that tells ages, which tests drive.
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(10);

    private readonly string _holder = Guid.NewGuid().ToString("N");

    /// <summary>What a run would delete now, by type; types of which nothing is old enough too.</summary>
    public async Task<IReadOnlyList<RetentionPlan>> PlanAsync(
        RetentionRules rules, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var now = time.GetUtcNow();
        var plans = new List<RetentionPlan>();
        foreach (var type in rules.TypesOf(await retention.ReadTypesAsync(cancellationToken)))
        {
            var days = rules.DaysOf(type.Name)!.Value;
            var before = RetentionRules.BeforeOf(days, now);
            var count = await retention.CountAsync(type, before, cancellationToken);
            plans.Add(new RetentionPlan(type, days, before, count));
        }

        return plans;
    }

    /// <summary>Deletes.</summary>
    /// <param name="rules">How long each type is kept.</param>
    /// <param name="actor">Who does it, for the audit trail.</param>
    /// <param name="unlessWithin">
    /// Types that a run of the same rule was through with within this time are left out; zero: none is.
    /// </param>
    /// <param name="progress">Told each batch.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    public async Task<RetentionOutcome> RunAsync(
        RetentionRules rules,
        string actor,
        TimeSpan unlessWithin,
        IProgress<RetentionProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentException.ThrowIfNullOrEmpty(actor);
        if (!rules.DeletesAnything)
            return Outcome([]);
        if (await retention.ClaimAsync(Claim(), cancellationToken) is { } until)
            return Outcome([]) with { HeldUntil = until };
        try
        {
            var plans = await PlanAsync(rules, cancellationToken);
            var due = await DueAsync(plans, unlessWithin, cancellationToken);
            return await AuditedAsync(due, actor, progress, cancellationToken);
        }
        finally
        {
            await retention.ReleaseAsync(_holder, CancellationToken.None);
        }
    }

    private async Task<IReadOnlyList<RetentionPlan>> DueAsync(
        IReadOnlyList<RetentionPlan> plans, TimeSpan unlessWithin, CancellationToken cancellationToken)
    {
        var reports = (await retention.ReadAsync(cancellationToken))
            .ToDictionary(report => report.Type, StringComparer.Ordinal);
        var now = time.GetUtcNow();
        return
        [
            .. plans.Where(plan => !reports.TryGetValue(plan.Type.Name, out var report)
                || report.Before != plan.Before
                || report.EndedAt is not { } ended
                || now - ended >= unlessWithin || ended > now),
        ];
    }

    // The act is written before it is done: a run that is killed leaves one without an end.
    private async Task<RetentionOutcome> AuditedAsync(
        IReadOnlyList<RetentionPlan> due,
        string actor,
        IProgress<RetentionProgress>? progress,
        CancellationToken cancellationToken)
    {
        if (due.All(plan => plan.Count.Interactions == 0))
        {
            await DeleteAsync(due, 0, new(StringComparer.Ordinal), progress, cancellationToken);
            return Outcome([]);
        }

        var act = new AuditedAct
        {
            Act = AuditActs.RetentionApply,
            Actor = actor,
            Target = string.Join(", ", due.Select(plan => string.Create(
                CultureInfo.InvariantCulture, $"{plan.Type.Name} before {plan.Before:yyyy-MM-dd}"))),
        };
        var number = await audit.BeginAsync(act, CancellationToken.None);
        var deleted = new Dictionary<string, long>(StringComparer.Ordinal);
        try
        {
            await DeleteAsync(due, BatchInteractions, deleted, progress, cancellationToken);
        }
        catch (Exception exception)
        {
            var code = exception is OperationCanceledException ? "cancelled" : "failed";
            await audit.EndAsync(
                number, new AuditEnd(AuditOutcome.Failed, code, TextOf(deleted)), CancellationToken.None);
            throw;
        }

        await audit.EndAsync(
            number, new AuditEnd(AuditOutcome.Done, Result: TextOf(deleted)), CancellationToken.None);
        return Outcome(deleted);
    }

    private async Task DeleteAsync(
        IReadOnlyList<RetentionPlan> due,
        int limit,
        Dictionary<string, long> deleted,
        IProgress<RetentionProgress>? progress,
        CancellationToken cancellationToken)
    {
        var begunAt = time.GetUtcNow();
        foreach (var plan in due)
        {
            var order = new RetentionOrder(plan.Type, plan.KeptDays, plan.Before, begunAt);
            RetentionBatch? batch = null;
            var pause = TimeSpan.Zero;
            while (batch is not { IsLast: true })
            {
                await Task.Delay(pause, TimeProvider.System, cancellationToken);
                var begun = TimeProvider.System.GetTimestamp();
                batch = await retention.DeleteAsync(Claim(), order, batch?.Newest, limit, cancellationToken);
                var took = TimeProvider.System.GetElapsedTime(begun);
                pause = took < LeastPause ? LeastPause : took;
                if (batch.Deleted == 0)
                    continue;
                deleted[plan.Type.Name] = deleted.GetValueOrDefault(plan.Type.Name) + batch.Deleted;
                progress?.Report(new RetentionProgress(plan.Type.Name, batch.Deleted));
            }
        }
    }

    private RetentionClaim Claim() => new(_holder, time.GetUtcNow(), ClaimLength);

    private static RetentionOutcome Outcome(Dictionary<string, long> deleted) =>
        new(deleted.ToImmutableSortedDictionary(StringComparer.Ordinal));

    private static string TextOf(Dictionary<string, long> deleted) => string.Join(
        ", ",
        deleted.OrderBy(type => type.Key, StringComparer.Ordinal)
            .Select(type => string.Create(CultureInfo.InvariantCulture, $"{type.Key} {type.Value}")));
}
