using System.Threading.Channels;
using Ayni.Domain.Interactions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ayni.Grains.Following;

/// <summary>
/// Follows the log's head on behalf of this silo's active grains. Streams only wake readers and may lose a wake; this
/// is what makes a lost wake cost one <see cref="Period"/> instead of data. It activates no grain.
/// </summary>
public sealed partial class InteractionTail : BackgroundService
{
    /// <summary>How often the head is read.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);

    /// <summary>Interactions read at once.</summary>
    public const int PageSize = 1_000;

    /// <summary>Further behind than this, every active grain is told, whoever's the interactions are.</summary>
    public const long MaxLag = 20_000;

    /// <summary>Grains told at the same time.</summary>
    public const int MaxParallelCalls = 32;

    private readonly IInteractionLog _log;
    private readonly ActiveReaders _readers;
    private readonly TimeProvider _time;
    private readonly ILogger<InteractionTail> _logger;
    private readonly SemaphoreSlim _polling = new(1);
    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    // Newest position of each reader that it may not have applied yet; a failed call stays for the next pass.
    private readonly Dictionary<ActiveReader, long> _due = [];
    private long? _position;

    public InteractionTail(
        IInteractionLog log, ActiveReaders readers, TimeProvider time, ILogger<InteractionTail> logger)
    {
        _log = log;
        _readers = readers;
        _time = time;
        _logger = logger;
    }

    /// <summary>Asks for a pass now rather than at the next tick. Cheap; never blocks.</summary>
    public void Signal() => _signals.Writer.TryWrite(true);

    /// <summary>One pass: reads what is new and tells the active grains that lag.</summary>
    /// <returns>Number of grains that were told and have caught up.</returns>
    public async Task<int> PollAsync(CancellationToken cancellationToken = default)
    {
        await _polling.WaitAsync(cancellationToken);
        try
        {
            await FindDueAsync(cancellationToken);
            return await TellDueAsync(cancellationToken);
        }
        finally
        {
            _polling.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _polling.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var timer = _time.CreateTimer(_ => Signal(), null, Period, Period);
        Signal();
        await foreach (var _ in _signals.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await PollAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogPassFailed(failure);
            }
        }
    }

    private async Task FindDueAsync(CancellationToken cancellationToken)
    {
        var head = await _log.GetHeadAsync(cancellationToken);

        // The first pass tells everyone: grains activated before it may have read the log before this head. Those
        // activated later register before they read the log, hence read at least this head.
        if (_position is not { } position || head - position > MaxLag)
        {
            foreach (var reader in _readers.All())
                _due[reader] = head;
            _position = head;
            return;
        }

        while (position < head)
        {
            var page = await _log.ReadAsync(position, PageSize, cancellationToken);
            foreach (var logged in page)
                AddDue(logged);
            position = page.Count < PageSize ? Math.Max(head, LastOf(page)) : LastOf(page);
        }

        _position = position;
    }

    private void AddDue(LoggedInteraction logged)
    {
        if (_readers.Find(ReaderKind.User, logged.Interaction.UserId) is { } user)
            _due[user] = logged.Position;
        if (logged.Interaction.ProductId is { } productId
            && _readers.Find(ReaderKind.Product, productId) is { } product)
        {
            _due[product] = logged.Position;
        }
    }

    private async Task<int> TellDueAsync(CancellationToken cancellationToken)
    {
        foreach (var reader in _due.Keys.Where(reader => !IsLagging(reader)).ToArray())
            _due.Remove(reader);

        var told = 0;
        foreach (var batch in _due.Keys.Chunk(MaxParallelCalls).ToArray())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var done = await Task.WhenAll(batch.Select(TellAsync));
            told += done.Count(caughtUp => caughtUp);
        }

        return told;
    }

    private bool IsLagging(ActiveReader reader) =>
        reader.Applied < _due[reader] && ReferenceEquals(_readers.Find(reader.Kind, reader.Key), reader);

    private async Task<bool> TellAsync(ActiveReader reader)
    {
        try
        {
            await reader.CatchUpAsync(_due[reader]);
            return true;
        }
        catch (Exception failure)
        {
            // Whatever it was, a cancellation on the grain's side included: this reader is told again, others go on.
            LogReaderFailed(failure, reader.Kind, reader.Key);
            return false;
        }
    }

    private static long LastOf(IReadOnlyList<LoggedInteraction> page) => page.Count == 0 ? 0 : page[^1].Position;
}
