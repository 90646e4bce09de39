using Ayni.Domain;
using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;
using Ayni.GrainInterfaces.Following;
using Ayni.Grains.Catalog;
using Ayni.Grains.Models;
using Ayni.Grains.Scenarios;
using Microsoft.Extensions.Logging;

namespace Ayni.Grains.Following;

/// <summary>
/// Follows log and catalogue by position on behalf of this silo: each row is read once and handed to the active grains
/// it concerns and to the index. A nudge tells it to read now; the clock does where no nudge comes. It activates no
/// grain.
/// </summary>
public sealed partial class SiloFollower(
    IInteractionLog log,
    ICatalogStore catalog,
    IChangeSignal signal,
    ActiveReaders<LoggedInteraction> interactionReaders,
    ActiveReaders<CatalogChange> entryReaders,
    CatalogIndex index,
    ServingModel serving,
    ServedScenarios scenarios,
    FollowingOptions options,
    TimeProvider time,
    ILogger<SiloFollower> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly SemaphoreSlim _polling = new(1);
    private readonly CancellationTokenSource _stopping = new();
    private Task _following = Task.CompletedTask;
    private long _knownLog;
    private long _knownCatalog;
    private long _caughtUpAt = time.GetTimestamp();
    private long _readLog;
    private long _readCatalog;
    private long? _logPosition;
    private long? _catalogPosition;
    private long _askedForModel;
    private bool _isFailing;

    /// <summary>Positions read so far; what was read is handed on, and may be under way to the grains.</summary>
    public FollowedPositions Read => new(Volatile.Read(ref _readLog), Volatile.Read(ref _readCatalog));

    /// <summary>Ends of log and catalogue as the newest pass found them.</summary>
    internal FollowedPositions Known => new(Volatile.Read(ref _knownLog), Volatile.Read(ref _knownCatalog));

    /// <summary>Time since a pass began that read everything; grows while passes fail or take long.</summary>
    internal TimeSpan Staleness => time.GetElapsedTime(Volatile.Read(ref _caughtUpAt));

    /// <summary>One pass: reads what is new and hands it on. Does not wait for the grains.</summary>
    public async Task PollAsync(CancellationToken cancellationToken = default)
    {
        await _polling.WaitAsync(cancellationToken);
        try
        {
            var begun = time.GetTimestamp();
            await FollowLogAsync(cancellationToken);
            await FollowCatalogAsync(cancellationToken);
            interactionReaders.Tick();
            entryReaders.Tick();
            Volatile.Write(ref _caughtUpAt, begun);
        }
        finally
        {
            _polling.Release();
        }
    }

    /// <summary>
    /// Waits until everything up to these positions, which are written, is applied by the active grains and the index.
    /// </summary>
    public async Task WhenAppliedAsync(FollowedPositions wanted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        while (!Read.Reaches(wanted))
            await PollAsync(cancellationToken);
        await Task.WhenAll(
            interactionReaders.WhenSettledAsync(wanted.Log),
            entryReaders.WhenSettledAsync(wanted.Catalog)).WaitAsync(cancellationToken);
    }

    /// <summary>Follows from when the silo is active until it begins to stop.</summary>
    public void Participate(ISiloLifecycle lifecycle)
    {
        ArgumentNullException.ThrowIfNull(lifecycle);
        lifecycle.Subscribe(
            nameof(SiloFollower),
            ServiceLifecycleStage.Active + 1,
            _ =>
            {
                _following = Task.Run(() => FollowAsync(_stopping.Token), CancellationToken.None);
                return Task.CompletedTask;
            },
            async _ =>
            {
                await _stopping.CancelAsync();
                await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Dispose();
        _polling.Dispose();
    }

    private async Task FollowAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var seen = signal.Current;
            await TryPollAsync(stoppingToken);
            await signal.WaitAsync(seen, options.PollInterval, stoppingToken);
        }
    }

    // An outage is told once, and its end: a pass a quarter of a second would fill the log with one sentence.
    private async Task TryPollAsync(CancellationToken stoppingToken)
    {
        try
        {
            await PollAsync(stoppingToken);
            await AskForModelAsync(stoppingToken);
            if (_isFailing)
                LogFollowsAgain();
            _isFailing = false;
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            if (!_isFailing)
                LogCannotFollow(failure.Message);
            _isFailing = true;
        }
    }

    private async Task AskForModelAsync(CancellationToken stoppingToken)
    {
        if (serving.IsReady && time.GetElapsedTime(_askedForModel) < options.ModelInterval)
            return;
        await scenarios.RefreshAsync(stoppingToken);
        await serving.RefreshAsync(stoppingToken);

        // The table is built at the start, not by the first shopper who asks.
        await serving.GetTableAsync(stoppingToken);
        _askedForModel = time.GetTimestamp();
    }

    private async Task FollowLogAsync(CancellationToken cancellationToken)
    {
        var head = await log.GetHeadAsync(cancellationToken);

        // At the first pass grains may have read the log before this head; those that come later enter first and read
        // then, hence at least this head.
        if (_logPosition is not { } position || head - position > options.MaxLag)
        {
            interactionReaders.Skip(head);
            position = head;
        }

        Volatile.Write(ref _knownLog, head);
        while (position < head)
        {
            var page = await log.ReadAsync(position, options.PageSize, cancellationToken);
            foreach (var logged in page)
                HandOn(logged);
            position = page.Count < options.PageSize ? Math.Max(head, LastOf(page)) : LastOf(page);
        }

        _logPosition = position;
        Volatile.Write(ref _readLog, position);
    }

    private void HandOn(LoggedInteraction logged)
    {
        var bytes = InteractionMemory.BytesOf(logged.Interaction);
        interactionReaders.Find(ReaderKind.User, logged.Interaction.UserId, logged.Position, logged, bytes);
        if (logged.Interaction.ProductId is { } productId)
            interactionReaders.Find(ReaderKind.Product, productId, logged.Position, logged, bytes);
    }

    private async Task FollowCatalogAsync(CancellationToken cancellationToken)
    {
        var head = await catalog.GetHeadAsync(cancellationToken);
        Volatile.Write(ref _knownCatalog, head);
        if (_catalogPosition is not { } position)
        {
            // Tables that were loaded before the first pass go on from where they are.
            entryReaders.Skip(head);
            position = index.BeginFollowing(head);
        }

        while (position < head)
        {
            var page = await catalog.ReadChangesAsync(position, options.PageSize, cancellationToken);
            var upTo = page.Count < options.PageSize ? Math.Max(head, LastOf(page)) : LastOf(page);
            index.Apply(page, upTo);
            foreach (var change in page)
            {
                entryReaders.Find(
                    ReaderKind.Entry, change.ProductId, change.Position, change, ProductMemory.BytesOf(change));
            }

            position = upTo;
        }

        _catalogPosition = position;
        Volatile.Write(ref _readCatalog, position);
    }

    private static long LastOf(IReadOnlyList<LoggedInteraction> page) => page.Count == 0 ? 0 : page[^1].Position;

    private static long LastOf(IReadOnlyList<CatalogChange> page) => page.Count == 0 ? 0 : page[^1].Position;

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Log and catalogue cannot be followed ({Reason}); trying again.")]
    private partial void LogCannotFollow(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Log and catalogue are followed again.")]
    private partial void LogFollowsAgain();
}
