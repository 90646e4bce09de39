using System.Globalization;
using Ayni.Data.Retention;
using Ayni.Domain.Interactions;
using Ayni.Domain.Retention;

namespace Ayni.Gateway.Retention;

/// <summary>
/// Deletes what was kept long enough: at the gateway's start and each hour. Of several gateways one does it, and what
/// one that died left the next run does.
/// </summary>
internal sealed class RetentionJob(
    RetentionRules rules,
    RetentionRunner runner,
    IRetention retention,
    RetentionMetrics metrics,
    TimeProvider clock,
    ILogger<RetentionJob> logger) : BackgroundService
{
    /// <summary>Time from one run to the next.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromHours(1);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LeastWait = TimeSpan.FromSeconds(1);

    private readonly ClockWatch _watch = new(clock);
    private readonly Lock _gate = new();
    private DateTimeOffset? _nextRunAt;

    /// <summary>When this gateway runs next; null: never, for there are no rules, or it runs now.</summary>
    public DateTimeOffset? NextRunAt
    {
        get
        {
            lock (_gate)
                return _nextRunAt;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!rules.DeletesAnything)
            return;
        try
        {
            await WarnOfUnknownTypesAsync(stoppingToken);
            while (true)
            {
                var wait = await RunAsync(stoppingToken);
                lock (_gate)
                    _nextRunAt = clock.GetUtcNow() + wait;
                await Task.Delay(wait, clock, stoppingToken);
                lock (_gate)
                    _nextRunAt = null;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is left the next run does.
        }
    }

    // Returns the time to wait.
    private async Task<TimeSpan> RunAsync(CancellationToken cancellationToken)
    {
        _watch.Look();
        if (_watch.Jump is { } jump)
        {
            logger.LogError(
                "The clock was set {Days} days ahead while the gateway ran: nothing is deleted for its age for "
                + "{Doubt} hours. If the clock is wrong, set it right; if it is right, start the gateway again",
                (long)jump.TotalDays, ClockWatch.Doubt.TotalHours);
            return Every;
        }

        try
        {
            var outcome = await runner.RunAsync(
                rules, $"retention@{Environment.MachineName}", Every / 2, metrics, cancellationToken);
            if (outcome.HeldUntil is { } until)
                return TimeSpan.FromTicks(Math.Max((until - clock.GetUtcNow()).Ticks, LeastWait.Ticks));
            metrics.Ended(isThrough: true);
            if (outcome.Total > 0)
                logger.LogInformation("Deleted for their age: {Deleted}", TextOf(outcome));
            return Every;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            metrics.Ended(isThrough: false);
            logger.LogError(
                exception, "What was kept long enough could not be deleted; it is tried again in {Minutes} minutes",
                RetryAfter.TotalMinutes);
            return RetryAfter;
        }
    }

    private async Task WarnOfUnknownTypesAsync(CancellationToken cancellationToken)
    {
        try
        {
            var held = await retention.ReadTypesAsync(cancellationToken);
            foreach (var name in rules.UnknownAmong(held))
            {
                logger.LogWarning(
                    "{Setting}:{Type} names a type of which the log holds nothing{Meant}", RetentionSettings.Section,
                    name, InteractionTypeNames.Meant(name, []) is { } meant ? $"; did you mean {meant}?" : "");
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning(exception, "The types of interactions in the log could not be read");
        }
    }

    private static string TextOf(RetentionOutcome outcome) => string.Join(
        ", ",
        outcome.Deleted.Select(type => string.Create(CultureInfo.InvariantCulture, $"{type.Value} {type.Key}")));
}
