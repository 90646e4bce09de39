using Ayni.Domain.Interactions;
using Ayni.Recommenders;

namespace Ayni.Grains.Training;

/// <summary>
/// Collects what each user of a snapshot did, in the order of the shop's clock, then of the log: 12 bytes an
/// interaction that says something about preference.
/// </summary>
public sealed class ShopperEventsBuilder(InteractionWeights weights, DateTimeOffset referenceTime)
{
    private readonly List<int> _starts = [0];
    private readonly List<int> _products = [];
    private readonly List<int> _secondsAgo = [];
    private readonly List<int> _baskets = [];

    /// <summary>Takes the next user's rows.</summary>
    /// <param name="rows">In position order.</param>
    /// <param name="numberOf">Number of a product, as it was met in the snapshot.</param>
    public void Add(IReadOnlyList<LoggedInteraction> rows, Func<string, int> numberOf) =>
        AddOldestFirst(HistoryOrder.OldestFirst(rows, weights, referenceTime), numberOf);

    /// <summary>Takes the next user's rows as <see cref="HistoryOrder.OldestFirst"/> gives them.</summary>
    internal void AddOldestFirst(IEnumerable<LoggedInteraction> oldestFirst, Func<string, int> numberOf)
    {
        var baskets = new BasketNumbers();
        foreach (var row in oldestFirst)
        {
            var interaction = row.Interaction;
            _products.Add(numberOf(interaction.ProductId!));
            _secondsAgo.Add(HistoryOrder.SecondsAgo(interaction, referenceTime));
            _baskets.Add(
                interaction.Type == InteractionType.Purchase ? baskets.Of(interaction) : ShopperEvents.NoBasket);
        }

        _starts.Add(_products.Count);
    }

    /// <summary>All of them, without those with the product that was held out of the user.</summary>
    /// <param name="judged">Item held out of each user; −1 for none.</param>
    /// <param name="itemIndices">Item index of each product number.</param>
    public ShopperEvents Build(int[] judged, int[] itemIndices)
    {
        var starts = new int[judged.Length + 1];
        var (items, secondsAgo, baskets) = (new List<int>(_products.Count), new List<int>(), new List<int>());
        for (var user = 0; user < judged.Length; user++)
        {
            for (var place = _starts[user]; place < _starts[user + 1]; place++)
            {
                var item = itemIndices[_products[place]];
                if (item == judged[user])
                    continue;
                items.Add(item);
                secondsAgo.Add(_secondsAgo[place]);
                baskets.Add(_baskets[place]);
            }

            starts[user + 1] = items.Count;
        }

        return new ShopperEvents(itemIndices.Length, starts, [.. items], [.. secondsAgo], [.. baskets]);
    }
}
