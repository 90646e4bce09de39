using Ayni.Domain.Interactions;
using Ayni.Domain.Retention;

namespace Ayni.Grains.Users;

/// <summary>
/// One shopper's newest interactions, applied by position: what was seen is ignored, so that a repeated or late wake
/// changes nothing. Holds exactly what a fresh reading of the log would give. Not thread-safe.
/// </summary>
public sealed class InteractionHistory
{
    /// <summary>Newest interactions without a product (searches) held, beside those with one.</summary>
    public const int MaxWithoutProduct = 256;

    private readonly Ring _withProduct;
    private LoggedInteraction[]? _array;
    private long _arrayRevision;
    private readonly Ring _withoutProduct = new(MaxWithoutProduct);

    /// <summary>An empty one.</summary>
    /// <param name="capacity">Newest interactions with a product held.</param>
    public InteractionHistory(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Capacity = capacity;
        _withProduct = new Ring(capacity);
    }

    /// <summary>Newest interactions with a product held.</summary>
    public int Capacity { get; }

    /// <summary>Log position up to which everything of this shopper was applied.</summary>
    public long Position { get; private set; }

    /// <summary>Goes up with every change of what is held.</summary>
    public long Revision { get; private set; }

    /// <summary>Interactions held.</summary>
    public int Count => _withProduct.Count + _withoutProduct.Count;

    /// <summary>Interactions held that have a product, oldest first.</summary>
    public IEnumerable<LoggedInteraction> WithProduct => _withProduct.All;

    /// <summary>Interactions held that have a product, oldest first; the same array until something changes.</summary>
    public LoggedInteraction[] ToArray()
    {
        if (_array is null || _arrayRevision != Revision)
            (_array, _arrayRevision) = ([.. WithProduct], Revision);
        return _array;
    }

    /// <summary>Reads what the log has of a shopper after <see cref="Position"/>.</summary>
    /// <returns>The position applied: at least the log's head when this was called.</returns>
    public async Task<long> CatchUpAsync(
        IInteractionLog log, string userId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(log);

        // The head first: whatever stands at or before it, the reading after it returns.
        var head = await log.GetHeadAsync(cancellationToken);
        if (head > Position)
            Apply(await ReadAsync(log, userId, cancellationToken), head);
        return Position;
    }

    /// <summary>Applies interactions in position order.</summary>
    /// <param name="interactions">All of this shopper after <see cref="Position"/>; older ones are ignored.</param>
    /// <param name="head">Position up to which the reading was complete.</param>
    public void Apply(IEnumerable<LoggedInteraction> interactions, long head)
    {
        ArgumentNullException.ThrowIfNull(interactions);
        foreach (var logged in interactions)
        {
            if (logged.Position <= Position)
                continue;
            (logged.Interaction.ProductId is null ? _withoutProduct : _withProduct).Add(logged);
            Position = logged.Position;
            Revision++;
        }

        Position = Math.Max(Position, head);
    }

    /// <summary>The newest interactions, newest first.</summary>
    public IReadOnlyList<LoggedInteraction> Newest(int count) =>
        [.. _withProduct.All.Concat(_withoutProduct.All).OrderByDescending(logged => logged.Position).Take(count)];

    /// <summary>Whether any interaction held is one of those.</summary>
    public bool HoldsAny(IReadOnlyCollection<AgedInteractions> aged)
    {
        ArgumentNullException.ThrowIfNull(aged);
        return _withProduct.All.Concat(_withoutProduct.All)
            .Any(logged => aged.Any(those => those.Covers(logged.Interaction)));
    }

    // The log counts interactions without a product too, training does not: read on until enough have one.
    private async Task<IReadOnlyList<LoggedInteraction>> ReadAsync(
        IInteractionLog log, string userId, CancellationToken cancellationToken)
    {
        for (var count = Capacity; ; count = checked(count * 2))
        {
            var newest = await log.ReadNewestByUserAsync(userId, count, Position, cancellationToken);
            if (newest.Count < count || newest.Count(logged => logged.Interaction.ProductId is not null) >= Capacity)
                return newest;
        }
    }

    private sealed class Ring(int capacity)
    {
        private readonly Queue<LoggedInteraction> _items = new();

        public int Count => _items.Count;

        public IEnumerable<LoggedInteraction> All => _items;

        public void Add(LoggedInteraction logged)
        {
            if (_items.Count == capacity)
                _items.Dequeue();
            _items.Enqueue(logged);
        }
    }
}
