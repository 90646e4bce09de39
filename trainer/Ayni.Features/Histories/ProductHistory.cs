using Ayni.Domain.Interactions;

namespace Ayni.Features.Histories;

/// <summary>
/// One product's newest interactions, without who did them, and sums over windows before an instant; else as
/// <see cref="UserHistory"/>. Not thread-safe.
/// </summary>
public sealed class ProductHistory
{
    /// <summary>Newest interactions that a product's features are made from.</summary>
    public const int MaxEvents = 1_024;

    private readonly Timeline _timeline = new();
    private readonly Arrivals _arrivals;
    private readonly TimelineWindow _all;

    /// <summary>An empty one.</summary>
    /// <param name="capacity">Events held, those applied last. <value>Range 1 and up.</value></param>
    public ProductHistory(int capacity = MaxEvents)
    {
        _arrivals = new Arrivals(capacity);
        All = _timeline.Watch(new ProductWindow(isWhole: true), null, TimeSpan.Zero, out _all);
        Newest7 = WindowOf(7, 0);
        Newest28 = WindowOf(28, 0);
        Newest90 = WindowOf(90, 0);
        Previous28 = WindowOf(56, 28);
        Earlier28 = WindowOf(84, 56);
    }

    /// <summary>The instant that the windows end before, in UTC, to the millisecond.</summary>
    public DateTimeOffset Instant { get; private set; }

    /// <summary>What the catalogue says of it; null: it does not hold it.</summary>
    public ProductFacts? Facts { get; set; }

    /// <summary>Everything held that happened before the instant.</summary>
    public ProductWindow All { get; }

    /// <summary>The last 7 days.</summary>
    public ProductWindow Newest7 { get; }

    /// <summary>The last 28 days.</summary>
    public ProductWindow Newest28 { get; }

    /// <summary>The last 90 days.</summary>
    public ProductWindow Newest90 { get; }

    /// <summary>From 56 to 28 days before.</summary>
    public ProductWindow Previous28 { get; }

    /// <summary>From 84 to 56 days before.</summary>
    public ProductWindow Earlier28 { get; }

    /// <summary>Events held, whatever their time.</summary>
    public int Held => _timeline.Count;

    /// <summary>The first event held before the instant; null: none.</summary>
    public FeatureEvent? First => _all.High > 0 ? _timeline[0] : null;

    /// <summary>The last event before the instant; null: none.</summary>
    public FeatureEvent? Last => _all.High > 0 ? _timeline[_all.High - 1] : null;

    /// <summary>The last purchase line before the instant; null: none.</summary>
    public FeatureEvent? LastPurchase
    {
        get
        {
            for (var index = All.Lines == 0 ? -1 : _all.High - 1; index >= 0; index--)
            {
                if (_timeline[index].Type == InteractionType.Purchase)
                    return _timeline[index];
            }

            return null;
        }
    }

    /// <summary>Takes an event in, whatever its time.</summary>
    public void Apply(FeatureEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (_arrivals.Add(happened) is { } forgotten)
            _timeline.Remove(forgotten);
        _timeline.Add(happened);
    }

    /// <summary>Moves the windows, forth or back: they end before the instant, which itself is outside.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        // The log keeps milliseconds; what is finer would count in ages alone.
        Instant = DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
        _timeline.MoveTo(instant.ToUnixTimeMilliseconds());
    }

    /// <summary>Days from an event to the instant; null of none.</summary>
    public double? DaysSince(FeatureEvent? happened) => Ages.DaysSince(happened, Instant);

    private ProductWindow WindowOf(int oldestDays, int newestDays) => _timeline.Watch(
        new ProductWindow(isWhole: false), TimeSpan.FromDays(oldestDays), TimeSpan.FromDays(newestDays), out _);
}
