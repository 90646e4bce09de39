using Ayni.Domain.Interactions;
using Ayni.Features.Histories;

namespace Ayni.Features.Offline;

/// <summary>
/// Histories of all shoppers and products that grow with the log, in order of time. What shares an instant is applied
/// once a later one comes.
/// </summary>
internal sealed class EventHistories(FeatureCatalogue catalogue)
{
    private readonly Dictionary<string, UserHistory> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ProductHistory> _products = new(StringComparer.Ordinal);
    private readonly List<LoggedInteraction> _instant = [];

    /// <summary>Applies what happened before the next interaction.</summary>
    public void MoveTo(LoggedInteraction next)
    {
        if (_instant.Count > 0 && MillisecondsOf(_instant[0]) != MillisecondsOf(next))
        {
            foreach (var logged in _instant)
            {
                var happened = catalogue.EventOf(logged);
                _users[logged.Interaction.UserId].Apply(happened);
                _products[happened.ProductId].Apply(happened);
            }

            _instant.Clear();
        }

        _instant.Add(next);
    }

    /// <summary>The row of the interaction moved to.</summary>
    public EventRow RowOf(LoggedInteraction logged)
    {
        var (userId, productId) = (logged.Interaction.UserId, logged.Interaction.ProductId!);
        if (!_users.TryGetValue(userId, out var user))
            _users.Add(userId, user = new UserHistory { Cuts = catalogue.Cuts });
        if (!_products.TryGetValue(productId, out var product))
            _products.Add(productId, product = new ProductHistory { Facts = catalogue.FactsOf(productId) });
        return EventFeatures.RowOf(logged, user, product, catalogue.Zone);
    }

    private static long MillisecondsOf(LoggedInteraction logged) =>
        logged.Interaction.Timestamp.ToUnixTimeMilliseconds();
}
