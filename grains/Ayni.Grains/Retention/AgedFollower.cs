using System.Collections.Immutable;
using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;
using Ayni.Domain.Retention;
using Ayni.GrainInterfaces.Catalog;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Following;
using Microsoft.Extensions.Logging;

namespace Ayni.Grains.Retention;

/// <summary>
/// Looks now and then which types of interactions were deleted for their age, by whatever process, and has the grains
/// that are active on this silo read the log anew where they hold one of them. It activates no grain that was not
/// active a moment ago. One a silo.
/// </summary>
internal sealed partial class AgedFollower(
    IRetention retention,
    SiloFollower follower,
    ActiveReaders<LoggedInteraction> interactions,
    ActiveReaders<CatalogChange> entries,
    IGrainFactory grains,
    TimeProvider time,
    ILogger<AgedFollower> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    /// <summary>Time from one look to the next: what was deleted is answered with for no longer.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    // Longer, and it is tried again at the next look.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Each may read the log.
    private const int GrainsAtOnce = 16;

    private readonly CancellationTokenSource _stopping = new();
    private readonly Dictionary<string, long> _seen = new(StringComparer.Ordinal);
    private Task _following = Task.CompletedTask;
    private bool _isFailing;

    /// <summary>One look. At the first one grains may be active that read the log before: all types are news.</summary>
    public async Task LookAsync(CancellationToken cancellationToken = default)
    {
        var news = (await retention.ReadAsync(cancellationToken))
            .Where(report => report.DeletedInAll > _seen.GetValueOrDefault(report.Type)).ToList();
        if (news.Count == 0)
            return;

        // What the follower read before the deletion is handed on first: a grain must not take it after it looked.
        await follower.PollAsync(cancellationToken);
        await follower.WhenAppliedAsync(follower.Read, cancellationToken);
        ImmutableArray<AgedInteractions> aged = [.. news.Select(AgedOf)];
        await TellAsync(
            interactions.ActiveOf(ReaderKind.User, null),
            user => grains.GetGrain<IUserGrain>(user).DropAged(aged, cancellationToken));
        await TellAsync(
            entries.ActiveOf(ReaderKind.Entry, null),
            product => grains.GetGrain<IProductGrain>(product).DropAged(aged, cancellationToken));
        foreach (var report in news)
            _seen[report.Type] = report.DeletedInAll;
    }

    /// <summary>Looks from when the silo is active until it begins to stop.</summary>
    public void Participate(ISiloLifecycle lifecycle)
    {
        ArgumentNullException.ThrowIfNull(lifecycle);
        lifecycle.Subscribe(
            nameof(AgedFollower),
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
    public void Dispose() => _stopping.Dispose();

    private static AgedInteractions AgedOf(RetentionReport report)
    {
        var type = RetainedType.Of(report.Type);
        return new AgedInteractions(type.Type, type.CustomType, report.DeletedBefore ?? report.Before);
    }

    private static async Task TellAsync(IReadOnlyList<string> ids, Func<string, Task> tell)
    {
        foreach (var some in ids.Chunk(GrainsAtOnce))
            await Task.WhenAll(some.Select(tell));
    }

    private async Task FollowAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await TryLookAsync(stoppingToken);
            await Task.Delay(Every, time, stoppingToken);
        }
    }

    // An outage is told once: a look each two seconds would fill the log with one sentence.
    private async Task TryLookAsync(CancellationToken stoppingToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, limit.Token);
        try
        {
            await LookAsync(either.Token);
            _isFailing = false;
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            if (!_isFailing)
                LogCannotLook(failure.Message);
            _isFailing = true;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "What was deleted for its age cannot be told to active grains ({Reason}); trying again.")]
    private partial void LogCannotLook(string reason);
}
