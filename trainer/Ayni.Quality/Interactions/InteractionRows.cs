using Ayni.Domain.Interactions;

namespace Ayni.Quality;

/// <summary>
/// Interactions in the order of the log, kept small: some 60 bytes each, ids once. Not thread-safe; read it when it is
/// full.
/// </summary>
/// <param name="now">The time, by our clock: what is later is in the future.</param>
/// <param name="lateAfter">Age against the newest event before it from which an event came late.</param>
public sealed class InteractionRows(DateTimeOffset now, TimeSpan lateAfter)
{
    private readonly Dictionary<string, int> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _products = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _orders = new(StringComparer.Ordinal);
    private readonly List<Row> _rows = [];
    private readonly List<string> _productIds = [];
    private readonly long _nowMs = now.ToUnixTimeMilliseconds();
    private readonly long _lateAfterMs = (long)lateAfter.TotalMilliseconds;
    private long _newestMs = long.MinValue;
    private long _oldestMs = long.MaxValue;

    /// <summary>Interactions.</summary>
    public int Count => _rows.Count;

    /// <summary>Position of the first; 0 without any.</summary>
    public long FirstPosition { get; private set; }

    /// <summary>Position of the last; 0 without any.</summary>
    public long LastPosition { get; private set; }

    /// <summary>Events later than now.</summary>
    public long Future { get; private set; }

    /// <summary>The latest of them; null without any.</summary>
    public DateTimeOffset? Furthest { get; private set; }

    /// <summary>Time of the oldest event; null without any.</summary>
    public DateTimeOffset? Oldest => _oldestMs == long.MaxValue ? null : At(_oldestMs);

    /// <summary>Time of the newest event that is not in the future; null without any.</summary>
    public DateTimeOffset? Newest => _newestMs == long.MinValue ? null : At(_newestMs);

    /// <summary>Ids of the products met, by their number, in the order of the log.</summary>
    public IReadOnlyList<string> ProductIds => _productIds;

    internal IReadOnlyList<Row> Rows => _rows;

    /// <summary>Who met what, each pair once, by shopper and then product.</summary>
    /// <returns>For each id of a shopper the numbers of the products, ascending; shoppers by id.</returns>
    public IReadOnlyList<(string UserId, IReadOnlyList<int> Products)> MetProducts()
    {
        var met = new SortedSet<int>?[_users.Count];
        foreach (var row in _rows)
        {
            if (row.Product >= 0)
                (met[row.User] ??= []).Add(row.Product);
        }

        return
        [
            .. _users.Where(user => met[user.Value] is not null)
                .OrderBy(user => user.Key, StringComparer.Ordinal)
                .Select(user => (user.Key, (IReadOnlyList<int>)[.. met[user.Value]!])),
        ];
    }

    /// <summary>Ids of the shoppers of some rows, in the order of the ids.</summary>
    /// <param name="period">Rows of this time.</param>
    public IReadOnlyList<string> ShoppersOf(Period period)
    {
        ArgumentNullException.ThrowIfNull(period);
        var met = new HashSet<int>();
        foreach (var row in _rows)
        {
            if (period.Contains(row.TimeMs))
                met.Add(row.User);
        }

        return [.. _users.Where(user => met.Contains(user.Value)).Select(user => user.Key)
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>Takes the next of the log.</summary>
    /// <param name="logged">Position over that of the one before.</param>
    public void Add(LoggedInteraction logged)
    {
        ArgumentNullException.ThrowIfNull(logged);
        var interaction = logged.Interaction;
        var time = interaction.Timestamp.ToUnixTimeMilliseconds();
        FirstPosition = FirstPosition == 0 ? logged.Position : FirstPosition;
        LastPosition = logged.Position;
        _rows.Add(new Row(
            time,
            Number(_users, interaction.UserId),
            ProductNumber(interaction.ProductId),
            interaction.OrderId is { } order ? Number(_orders, order) : -1,
            interaction.Type,
            interaction.Score ?? double.NaN,
            (float?)interaction.Duration?.TotalSeconds ?? float.NaN,
            (short)(interaction.Query?.Length ?? -1),
            _newestMs != long.MinValue && time < _newestMs - _lateAfterMs));
        _oldestMs = Math.Min(_oldestMs, time);
        if (time <= _nowMs)
            _newestMs = Math.Max(_newestMs, time);
        else
            (Future, Furthest) = (Future + 1, Furthest > At(time) ? Furthest : At(time));
    }

    private int ProductNumber(string? id)
    {
        if (id is null)
            return -1;
        var number = Number(_products, id);
        if (number == _productIds.Count)
            _productIds.Add(id);
        return number;
    }

    private static int Number(Dictionary<string, int> numbers, string id)
    {
        if (!numbers.TryGetValue(id, out var number))
            numbers.Add(id, number = numbers.Count);
        return number;
    }

    private static DateTimeOffset At(long timeMs) => DateTimeOffset.FromUnixTimeMilliseconds(timeMs);

    /// <param name="TimeMs">Milliseconds since 1970, UTC.</param>
    /// <param name="User">Number of the shopper.</param>
    /// <param name="Product">Number of the product; -1: none.</param>
    /// <param name="Order">Number of the order; -1: none.</param>
    /// <param name="Type">What was done.</param>
    /// <param name="Score">Quantity or rating; NaN: none.</param>
    /// <param name="Seconds">Duration; NaN: none.</param>
    /// <param name="QueryLength">Characters of the search; -1: none.</param>
    /// <param name="IsLate">Whether an event much newer came before.</param>
    internal readonly record struct Row(
        long TimeMs,
        int User,
        int Product,
        int Order,
        InteractionType Type,
        double Score,
        float Seconds,
        short QueryLength,
        bool IsLate);
}
