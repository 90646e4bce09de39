using System.Runtime.CompilerServices;
using Ayni.Domain.Interactions;
using Ayni.Features.Histories;

namespace Ayni.Features.Offline;

/// <summary>
/// The interactions with products of a log as of a position, read as they are asked for. In the order of time a row is
/// given once all that come later in the log are known to be later: what waits is what the log has out of order, a page
/// at least. For one reader at a time.
/// </summary>
public sealed class StoredLog
{
    private const int PageRows = 8_192;

    private readonly IReadableLog _log;
    private readonly List<Page> _pages = [];
    private readonly Dictionary<string, string> _productIds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _firstPositions = new(StringComparer.Ordinal);

    private StoredLog(IReadableLog log, long head) => (_log, Head) = (log, head);

    /// <summary>Position read up to.</summary>
    public long Head { get; }

    /// <summary>Number of interactions.</summary>
    public long Count { get; private set; }

    /// <summary>Number of those from the time asked for on.</summary>
    public long CountSince { get; private set; }

    /// <summary>Time of the newest by the shop's clock; null: there is none.</summary>
    public DateTimeOffset? Newest { get; private set; }

    /// <summary>
    /// The first position of each shopper. An erasure takes a shopper's interactions from the first on, so that
    /// whatever was worked out from one of them is told by it.
    /// </summary>
    public IReadOnlyDictionary<string, long> FirstPositions => _firstPositions;

    /// <summary>Reads the log once, for what has to be known of it before its rows are given in order.</summary>
    /// <param name="log">The log.</param>
    /// <param name="since">Time from which <see cref="CountSince"/> counts; null: from the first.</param>
    /// <param name="progress">Told the position read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<StoredLog> OpenAsync(
        IReadableLog log, DateTimeOffset? since, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(log);
        var stored = new StoredLog(log, await log.GetHeadAsync(cancellationToken));
        for (var after = 0L; after < stored.Head;)
        {
            var rows = await log.ReadAsync(after, PageRows, cancellationToken);
            var last = rows.Count == 0 ? stored.Head : Math.Min(stored.Head, rows[^1].Position);
            var earliest = long.MaxValue;
            foreach (var logged in rows.Where(logged => Holds(logged, last)))
                earliest = Math.Min(earliest, stored.Meet(logged, since));
            stored._pages.Add(new Page(last, earliest));
            after = last;
            progress?.Report(after);
        }

        stored.LookAhead();
        return stored;
    }

    /// <summary>All in the order of the log.</summary>
    public async IAsyncEnumerable<LoggedInteraction> ByPositionAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var page = 0; page < _pages.Count; page++)
        {
            foreach (var logged in await ReadAsync(page, cancellationToken))
                yield return logged;
        }
    }

    /// <summary>All in the order of time, then position.</summary>
    public async IAsyncEnumerable<LoggedInteraction> ByTimeAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var waiting = new PriorityQueue<LoggedInteraction, (long Milliseconds, long Position)>();
        for (var page = 0; page < _pages.Count; page++)
        {
            foreach (var logged in await ReadAsync(page, cancellationToken))
                waiting.Enqueue(logged, (MillisecondsOf(logged.Interaction), logged.Position));

            // Of one instant the first in the log is the first: those of later pages come after it.
            while (waiting.TryPeek(out _, out var next) && next.Milliseconds <= _pages[page].EarliestLater)
                yield return waiting.Dequeue();
        }
    }

    /// <summary>
    /// The newest of each shopper in the order of the log, as many as a <see cref="UserHistory"/> holds, by user id.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<LoggedInteraction>> ByUserAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<LoggedInteraction> ofUser = [];
        await foreach (var logged in _log.ReadByUserAsOfAsync(Head, UserHistory.MaxEvents, cancellationToken))
        {
            if (ofUser.Count > 0 && ofUser[0].Interaction.UserId != logged.Interaction.UserId)
            {
                yield return ofUser;
                ofUser = [];
            }

            ofUser.Add(logged);
        }

        if (ofUser.Count > 0)
            yield return ofUser;
    }

    /// <summary>All of one shopper in the order of time, then position.</summary>
    public async Task<IReadOnlyList<LoggedInteraction>> OfUserAsync(
        string userId, CancellationToken cancellationToken) =>
        InTime(await _log.ReadNewestByUserAsync(userId, int.MaxValue, 0, cancellationToken));

    /// <summary>All with one product in the order of time, then position.</summary>
    public async Task<IReadOnlyList<LoggedInteraction>> OfProductAsync(
        string productId, CancellationToken cancellationToken) =>
        InTime(await _log.ReadNewestByProductAsync(productId, int.MaxValue, 0, cancellationToken));

    private static long MillisecondsOf(Interaction interaction) => interaction.Timestamp.ToUnixTimeMilliseconds();

    private LoggedInteraction[] InTime(IReadOnlyList<LoggedInteraction> rows) =>
        [.. rows.Where(logged => Holds(logged, Head)).OrderBy(logged => MillisecondsOf(logged.Interaction))];

    private static bool Holds(LoggedInteraction logged, long last) =>
        logged.Position <= last && logged.Interaction.ProductId is not null;

    private long Meet(LoggedInteraction logged, DateTimeOffset? since)
    {
        var interaction = logged.Interaction;
        _firstPositions.TryAdd(interaction.UserId, logged.Position);
        Count++;
        CountSince += since is null || interaction.Timestamp >= since ? 1 : 0;
        Newest = Newest > interaction.Timestamp ? Newest : interaction.Timestamp;
        return MillisecondsOf(interaction);
    }

    private void LookAhead()
    {
        var earliest = long.MaxValue;
        for (var page = _pages.Count - 1; page >= 0; page--)
        {
            var own = _pages[page].Earliest;
            _pages[page] = _pages[page] with { EarliestLater = earliest };
            earliest = Math.Min(earliest, own);
        }
    }

    // What was erased since a page was looked at is missing from it, and nothing is ever put between its ends.
    private async Task<IEnumerable<LoggedInteraction>> ReadAsync(int page, CancellationToken cancellationToken)
    {
        var after = page == 0 ? 0 : _pages[page - 1].Last;
        var rows = await _log.ReadAsync(after, PageRows, cancellationToken);
        return rows.Where(logged => Holds(logged, _pages[page].Last)).Select(Shared());
    }

    // Histories keep ids of products and orders: one text for each, not one a row.
    private Func<LoggedInteraction, LoggedInteraction> Shared()
    {
        string? order = null;
        return logged =>
        {
            var id = logged.Interaction.ProductId!;
            if (!_productIds.TryGetValue(id, out var shared))
                _productIds.Add(id, shared = id);
            order = logged.Interaction.OrderId == order ? order : logged.Interaction.OrderId;
            return logged with { Interaction = logged.Interaction with { ProductId = shared, OrderId = order } };
        };
    }

    /// <summary>A page of the log.</summary>
    /// <param name="Last">Last position.</param>
    /// <param name="Earliest">Earliest time in it, in milliseconds since 1970; the greatest number if empty.</param>
    /// <param name="EarliestLater">The same of all later pages.</param>
    private readonly record struct Page(long Last, long Earliest, long EarliestLater = long.MaxValue);
}
