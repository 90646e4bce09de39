namespace Ayni.Gateway.Quality;

/// <summary>
/// Makes a report whenever the stored one is old enough, and tells of each. Gateways of one database share it:
/// whichever looks first makes it. Two that look in the same minute may both make and tell it; a receiver knows the
/// repetition by its delivery id. Rejected: a lease between them, for a message a day that is harmless twice.
/// </summary>
internal sealed class QualityJob(
    QualityReports reports,
    QualityAlerts alerts,
    QualityJobOptions options,
    TimeProvider clock,
    ILogger<QualityJob> logger) : BackgroundService
{
    // A report reads much of the log; a start has more urgent things to read.
    private static readonly TimeSpan FirstLook = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    private DateTimeOffset? _told;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Every == TimeSpan.Zero)
            return;
        var wait = FirstLook;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(wait, clock, stoppingToken);
                await LookAsync(stoppingToken);
                wait = LookEvery;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (ArgumentException exception)
            {
                // A young log has nothing to compare: no fault, and another look comes with the period.
                logger.LogInformation("No report on the data: {Reason}", exception.Message);
                wait = options.Every;
            }
            catch (Exception exception)
            {
                logger.LogError(exception, "The report on the data failed; it is tried again with the period");
                wait = options.Every;
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var stored = await reports.ReadAsync(cancellationToken);
        var report = stored is not null && clock.GetUtcNow() - stored.GeneratedAt < options.Every
            ? stored
            : await reports.MakeAsync(cancellationToken);
        if (report.GeneratedAt == _told)
            return;

        // One that the last process made and had no time to tell is told now.
        _told = report.GeneratedAt;
        await alerts.TellAsync(report, cancellationToken);
    }
}
