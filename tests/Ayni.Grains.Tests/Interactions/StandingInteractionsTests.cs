using Ayni.Domain.Interactions;
using Ayni.Grains.Tests.Shops;

namespace Ayni.Grains.Tests.Interactions;

public sealed class StandingInteractionsTests
{
    private readonly List<LoggedInteraction> _log = [];

    [Fact]
    public void Of_NothingTakenBack_IsTheSameList()
    {
        Did(InteractionType.Purchase);
        Did(InteractionType.Hide);

        Assert.Same(_log, StandingInteractions.Of(_log));
    }

    [Fact]
    public void Of_ReturnWithoutQuantity_TakesTheNewestPurchaseAlone()
    {
        Did(InteractionType.Purchase, score: 2);
        Did(InteractionType.View);
        Did(InteractionType.Purchase, score: 3);
        Did(InteractionType.Return);

        Assert.Equal([(InteractionType.Purchase, 2.0), (InteractionType.View, null)], Standing());
    }

    [Fact]
    public void Of_ReturnOfSome_LeavesTheRestOfTheNewestFirst()
    {
        Did(InteractionType.Purchase, score: 5);
        Did(InteractionType.Purchase);
        Did(InteractionType.Return, score: 3);

        Assert.Equal([(InteractionType.Purchase, 3.0)], Standing());
    }

    [Fact]
    public void Of_ReturnsInParts_TakeAll()
    {
        Did(InteractionType.Purchase, score: 0.3);
        Did(InteractionType.Return, score: 0.1);
        Did(InteractionType.Return, score: 0.1);
        Did(InteractionType.Return, score: 0.1);

        Assert.Empty(Standing());
    }

    [Fact]
    public void Of_ReturnThatNamesAnOrder_TakesThatOrders()
    {
        Did(InteractionType.Purchase, score: 2, order: "o-1");
        Did(InteractionType.Purchase, score: 4, order: "o-2");
        Did(InteractionType.Return, score: 3, order: "o-1");

        Assert.Equal([(InteractionType.Purchase, 4.0)], Standing());
    }

    [Fact]
    public void Of_ReturnThatNamesItself_TakesTheNewest()
    {
        Did(InteractionType.Purchase, score: 2, order: "o-1");
        Did(InteractionType.Return, score: 2, order: "r-77");

        Assert.Empty(Standing());
    }

    [Fact]
    public void Of_TakingWhatIsNotThere_ChangesNothing()
    {
        Did(InteractionType.Return);
        Did(InteractionType.Purchase);
        Did(InteractionType.RemoveFromCart);
        Did(InteractionType.Return, product: "other");

        Assert.Equal([(InteractionType.Purchase, null)], Standing());
    }

    [Fact]
    public void Of_RemovalFromTheCart_TakesTheCartAndNotThePurchase()
    {
        Did(InteractionType.Cart);
        Did(InteractionType.Cart, score: 2);
        Did(InteractionType.Purchase);
        Did(InteractionType.RemoveFromCart, score: 1);

        Assert.Equal(
            [(InteractionType.Cart, null), (InteractionType.Cart, 1.0), (InteractionType.Purchase, null)], Standing());
    }

    [Fact]
    public void Of_RandomLogs_LeavesWhatASlowLedgerLeaves()
    {
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            _log.Clear();
            var left = new Dictionary<string, List<double>> { ["p"] = [], ["q"] = [] };
            for (var step = 0; step < 30; step++)
            {
                var product = random.Next(2) == 0 ? "p" : "q";
                if (random.Next(3) > 0)
                {
                    var bought = random.Next(1, 5);
                    Did(InteractionType.Purchase, score: bought, product: product);
                    left[product].Add(bought);
                    continue;
                }

                var returned = random.Next(1, 7);
                Did(InteractionType.Return, score: returned, product: product);
                for (var piece = 0; piece < returned && left[product].Count > 0; piece++)
                {
                    left[product][^1]--;
                    if (left[product][^1] == 0)
                        left[product].RemoveAt(left[product].Count - 1);
                }
            }

            foreach (var product in left.Keys)
            {
                Assert.Equal(
                    left[product],
                    StandingInteractions.Of(_log).Select(row => row.Interaction)
                        .Where(row => row.ProductId == product && row.Type == InteractionType.Purchase)
                        .Select(row => row.Score!.Value));
            }
        }
    }

    private void Did(InteractionType type, double? score = null, string product = "p", string? order = null) =>
        _log.Add(new LoggedInteraction(
            _log.Count + 1,
            SampleShop.Event($"e{_log.Count}", "u", product, type) with { Score = score, OrderId = order }));

    private IEnumerable<(InteractionType Type, double? Score)> Standing() => StandingInteractions.Of(_log)
        .Where(row => !StandingInteractions.TakesBack(row.Interaction.Type))
        .Select(row => (row.Interaction.Type, row.Interaction.Score));
}
