using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>The histories of the users that a model is trained on, as its neighbour parts take them.</summary>
public sealed class ShopperHistories
{
    private readonly ShopperEvents _events;

    /// <param name="confidences">Users × items, as ALS takes them.</param>
    /// <param name="options">Options by which the weights became confidences.</param>
    /// <param name="events">What the users did; every item of the matrix is among a user's events.</param>
    public ShopperHistories(CsrMatrix confidences, ImplicitAlsOptions options, ShopperEvents events)
    {
        ArgumentNullException.ThrowIfNull(confidences);
        ArgumentNullException.ThrowIfNull(events);
        ArgumentOutOfRangeException.ThrowIfNotEqual(events.UserCount, confidences.Rows, nameof(events));
        ArgumentOutOfRangeException.ThrowIfNotEqual(events.ItemCount, confidences.Columns, nameof(events));
        _events = events;
        Weights = Confidence.Unscaled(confidences, options);
    }

    /// <summary>Users × items: <see cref="HistoryEntry.Weight"/> of each.</summary>
    public CsrMatrix Weights { get; }

    /// <summary>What the users did.</summary>
    public ShopperEvents Events => _events;

    /// <summary>One user's history, ascending by item.</summary>
    public HistoryEntry[] Of(int user)
    {
        var items = Weights.RowColumns(user);
        var weights = Weights.RowValues(user);
        var ages = ItemAges.Of(_events.ItemsOf(user), _events.SecondsAgoOf(user));
        var history = new HistoryEntry[items.Length];
        for (var entry = 0; entry < history.Length; entry++)
            history[entry] = new HistoryEntry(items[entry], weights[entry], ages[items[entry]]);
        return history;
    }
}
