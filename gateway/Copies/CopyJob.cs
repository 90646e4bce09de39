using System.Threading.Channels;
using Ayni.Data.Copies;
using Ayni.Domain.Copies;
using Ayni.Domain.Interactions;

namespace Ayni.Gateway.Copies;

/// <summary>
/// Takes erased shoppers out of the registered folders that this machine sees: at its start, after an erasure here, and
/// at each look at the register, which finds erasures by other processes. One folder at a time. What a stop leaves
/// undone is done at the next start; gateways that see the same folder leave it to whoever holds it.
/// </summary>
internal sealed class CopyJob(
    ILogCopies copies,
    IErasedPositions erased,
    CopyJobOptions options,
    TimeProvider clock,
    ILogger<CopyJob> logger) : BackgroundService
{
    // Longer than a look apart: a disk that is full is full in a minute too.
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(15);

    private readonly CopyPurger _purger = new(copies, erased, Environment.MachineName, options.ForgetMissingAfter);
    private readonly Channel<bool> _erasures = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Dictionary<string, DateTimeOffset> _retries = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private DateTimeOffset? _dueAt;

    /// <summary>When this gateway begins to purge what was erased; null: nothing is planned.</summary>
    public DateTimeOffset? DueAt
    {
        get
        {
            lock (_gate)
                return _dueAt;
        }
    }

    /// <summary>Says that somebody was erased.</summary>
    /// <returns>When the folders that this gateway sees begin to be purged; null: it purges none.</returns>
    public DateTimeOffset? NoteErasure()
    {
        if (options.Every == TimeSpan.Zero)
            return null;
        lock (_gate)
        {
            _dueAt ??= clock.GetUtcNow() + options.Wait;
            _erasures.Writer.TryWrite(true);
            return _dueAt;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Every == TimeSpan.Zero)
            return;
        try
        {
            Task<bool>? told = null;
            while (true)
            {
                await LookAsync(stoppingToken);
                told ??= _erasures.Reader.ReadAsync(stoppingToken).AsTask();
                await Task.WhenAny(told, Task.Delay(options.Every, clock, stoppingToken));
                stoppingToken.ThrowIfCancellationRequested();
                if (!told.IsCompleted)
                    continue;
                told = null;
                await Task.Delay(options.Wait, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is left is pending in the register.
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            _dueAt = null;
        try
        {
            foreach (var copy in await copies.ReadAsync(cancellationToken))
            {
                if (!_retries.TryGetValue(copy.Id, out var retryAt) || clock.GetUtcNow() >= retryAt)
                    Note(await _purger.PurgeAsync(copy, clock.GetUtcNow(), cancellationToken));
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogError(exception, "Erased shoppers could not be taken out of folders; it is tried again soon");
        }
    }

    private void Note(CopyPurge purge)
    {
        var copy = purge.Copy;
        _retries.Remove(copy.Id);
        switch (purge.Outcome)
        {
            case CopyOutcome.Purged:
                logger.LogInformation(
                    "Took {Rows} rows of erased shoppers out of {Folder}", purge.RowsRemoved.Values.Sum(),
                    copy.Directory);
                break;
            case CopyOutcome.Deleted:
                logger.LogInformation("Deleted {Folder}, which was left unfinished", copy.Directory);
                break;
            case CopyOutcome.Missing when copy.MissingSince is null:
                logger.LogWarning(
                    "{Folder}, which was made of the log, is not there; it is forgotten in {Days} days. One that was "
                    + "moved has to be registered anew: mart purge DIR --users-erased",
                    copy.Directory, options.ForgetMissingAfter.TotalDays);
                break;
            case CopyOutcome.Forgotten:
                logger.LogWarning(
                    "{Folder} has been missing since {Since} and is forgotten: were it to come back, it may hold "
                    + "erased shoppers",
                    copy.Directory, copy.MissingSince);
                break;
            case CopyOutcome.Failed:
                _retries[copy.Id] = clock.GetUtcNow() + RetryAfter;
                logger.LogError(
                    "{Folder} may hold erased shoppers and cannot be purged: {Problem} It is tried again in {Minutes} "
                    + "minutes",
                    copy.Directory, purge.Problem, RetryAfter.TotalMinutes);
                break;
        }
    }
}
