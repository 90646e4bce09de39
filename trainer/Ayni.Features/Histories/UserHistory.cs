using Ayni.Domain.Interactions;
using Ayni.Features.Segments;

namespace Ayni.Features.Histories;

/// <summary>
/// One shopper's newest interactions with products, and sums over windows before an instant, kept incrementally. What
/// features say depends on the events applied and the instant alone, neither on the order in which they came nor on
/// the instants asked for before, as long as no more than <see cref="MaxEvents"/> were applied: past that, those
/// applied first are forgotten. Not thread-safe.
/// </summary>
public sealed class UserHistory
{
    /// <summary>Newest interactions with a product that a shopper's features are made from.</summary>
    public const int MaxEvents = 4_096;

    private readonly Timeline _timeline = new();
    private readonly Timeline _purchases = new();
    private readonly Arrivals _arrivals;
    private readonly TimelineWindow _all;
    private readonly TimelineWindow _allPurchases;

    /// <summary>An empty one.</summary>
    /// <param name="capacity">Events held, those applied last. <value>Range 1 and up.</value></param>
    public UserHistory(int capacity = MaxEvents)
    {
        _arrivals = new Arrivals(capacity);
        All = _timeline.Watch(new UserWindow(isWhole: true), null, TimeSpan.Zero, out _all);
        Newest7 = WindowOf(7, 0);
        Newest28 = WindowOf(28, 0);
        Newest90 = WindowOf(90, 0);
        Previous28 = WindowOf(56, 28);
        Earlier28 = WindowOf(84, 56);
        YearAgo28 = WindowOf(379, 351);
        _purchases.Watch(new UserWindow(isWhole: false), null, TimeSpan.Zero, out _allPurchases);
    }

    /// <summary>The instant that the windows end before, in UTC, to the millisecond.</summary>
    public DateTimeOffset Instant { get; private set; }

    /// <summary>Cuts that tell the shopper's segment; null: the shop stored none.</summary>
    public RfmCuts? Cuts { get; set; }

    /// <summary>Everything held that happened before the instant.</summary>
    public UserWindow All { get; }

    /// <summary>The last 7 days.</summary>
    public UserWindow Newest7 { get; }

    /// <summary>The last 28 days.</summary>
    public UserWindow Newest28 { get; }

    /// <summary>The last 90 days.</summary>
    public UserWindow Newest90 { get; }

    /// <summary>From 56 to 28 days before.</summary>
    public UserWindow Previous28 { get; }

    /// <summary>From 84 to 56 days before.</summary>
    public UserWindow Earlier28 { get; }

    /// <summary>From 379 to 351 days before: 28 days around the day one year before.</summary>
    public UserWindow YearAgo28 { get; }

    /// <summary>Events held, whatever their time.</summary>
    public int Held => _timeline.Count;

    /// <summary>The first event before the instant; null: none.</summary>
    public FeatureEvent? First => _all.High > 0 ? _timeline[0] : null;

    /// <summary>The last event before the instant; null: none.</summary>
    public FeatureEvent? Last => _all.High > 0 ? _timeline[_all.High - 1] : null;

    /// <summary>The first purchase line before the instant; null: none.</summary>
    public FeatureEvent? FirstPurchase => _allPurchases.High > 0 ? _purchases[0] : null;

    /// <summary>The last purchase line before the instant; null: none.</summary>
    public FeatureEvent? LastPurchase => _allPurchases.High > 0 ? _purchases[_allPurchases.High - 1] : null;

    /// <summary>What the order of the last purchase line was worth; null: none, or its prices are unknown.</summary>
    public decimal? LastOrderValue => LastPurchase is { } line ? All.ValueOf(line.Order) : null;

    /// <summary>The last event with a product before the instant; null: none.</summary>
    public FeatureEvent? LastWith(string productId) =>
        All.Products[productId] == 0 ? null : LastOf(_timeline, _all.High, productId);

    /// <summary>The last purchase line of a product before the instant; null: none.</summary>
    public FeatureEvent? LastPurchaseOf(string productId) =>
        All.BoughtProducts[productId] == 0 ? null : LastOf(_purchases, _allPurchases.High, productId);

    /// <summary>Takes an event in, whatever its time.</summary>
    public void Apply(FeatureEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (_arrivals.Add(happened) is { } forgotten)
        {
            _timeline.Remove(forgotten);
            if (forgotten.Type == InteractionType.Purchase)
                _purchases.Remove(forgotten);
        }

        _timeline.Add(happened);
        if (happened.Type == InteractionType.Purchase)
            _purchases.Add(happened);
    }

    /// <summary>Moves the windows, forth or back: they end before the instant, which itself is outside.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        // The log keeps milliseconds; what is finer would count in ages alone.
        Instant = DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
        _timeline.MoveTo(instant.ToUnixTimeMilliseconds());
        _purchases.MoveTo(instant.ToUnixTimeMilliseconds());
    }

    /// <summary>Days from an event to the instant; null of none.</summary>
    public double? DaysSince(FeatureEvent? happened) => Ages.DaysSince(happened, Instant);

    private UserWindow WindowOf(int oldestDays, int newestDays) => _timeline.Watch(
        new UserWindow(isWhole: false), TimeSpan.FromDays(oldestDays), TimeSpan.FromDays(newestDays), out _);

    private static FeatureEvent? LastOf(Timeline timeline, int high, string productId)
    {
        for (var index = high - 1; index >= 0; index--)
        {
            if (timeline[index].ProductId == productId)
                return timeline[index];
        }

        return null;
    }
}
