using Ayni.Domain.Interactions;

namespace Ayni.Grains.Training;

/// <summary>
/// Numbers the baskets of one user's purchases, which come in the order of time: an order of the shop is one, and where
/// the shop sends none, what was bought within a day.
/// </summary>
internal sealed class BasketNumbers
{
    private static readonly TimeSpan Span = TimeSpan.FromDays(1);

    private readonly Dictionary<string, int> _orders = new(StringComparer.Ordinal);
    private int _next;
    private int _withoutOrder;
    private DateTimeOffset? _begun;

    /// <summary>Number of a purchase's basket, from 0.</summary>
    public int Of(Interaction purchase)
    {
        if (purchase.OrderId is { } order)
        {
            if (!_orders.TryGetValue(order, out var number))
                _orders.Add(order, number = _next++);
            return number;
        }

        if (_begun is not { } begun || purchase.Timestamp - begun >= Span)
            (_begun, _withoutOrder) = (purchase.Timestamp, _next++);
        return _withoutOrder;
    }
}
