using Ayni.Domain.Interactions;
using Ayni.Grains.Tests.Shops;

namespace Ayni.Grains.Tests.Interactions;

public sealed class PairWeightsTests
{
    private static readonly InteractionWeights Weights = new()
    {
        Custom = TypeWeights.Of(new CustomInteractionType("quote", 0.75), new CustomInteractionType("complaint", -0.5)),
    };

    private readonly List<LoggedInteraction> _log = [];

    [Fact]
    public void Sum_OwnTypes_WeighWhatTheShopSays()
    {
        Did("p", InteractionType.Custom, "quote");
        Did("p", InteractionType.Custom, "complaint");
        Did("p", InteractionType.Custom, "undeclared");

        Assert.Equal([new PairWeight("p", 0.25)], Sum());
    }

    [Fact]
    public void Sum_PurchaseReturned_LeavesWhatElseThereWas()
    {
        Did("p", InteractionType.View);
        Did("p", InteractionType.Cart);
        Did("p", InteractionType.Purchase);
        Did("p", InteractionType.Return);
        Did("q", InteractionType.Purchase);
        Did("q", InteractionType.Return);

        Assert.Equal([new PairWeight("p", 0.75)], Sum());
    }

    [Fact]
    public void Sum_MoreAgainstThanFor_IsNoPair()
    {
        Did("p", InteractionType.View);
        Did("p", InteractionType.Dislike);
        Did("q", InteractionType.Hide);
        Did("r", InteractionType.Like);
        Did("r", InteractionType.Custom, "complaint");

        Assert.Equal([new PairWeight("r", 0.5)], Sum());
    }

    [Fact]
    public void Sum_RandomLogs_EqualsAPlainLedger()
    {
        var random = new Random(11);
        InteractionType[] types =
        [
            InteractionType.View, InteractionType.Cart, InteractionType.Purchase, InteractionType.Return,
            InteractionType.RemoveFromCart, InteractionType.Dislike, InteractionType.Like, InteractionType.Wishlist,
        ];
        for (var round = 0; round < 300; round++)
        {
            _log.Clear();
            var ledger = new Dictionary<string, Ledger> { ["p"] = new(), ["q"] = new(), ["r"] = new() };
            for (var step = 0; step < 25; step++)
            {
                var (product, type) = ("pqr"[random.Next(3)].ToString(), types[random.Next(types.Length)]);
                Did(product, type);
                ledger[product].Note(type);
            }

            Assert.Equal(
                ledger.Where(pair => pair.Value.Weight > 0)
                    .Select(pair => (pair.Key, Math.Round(pair.Value.Weight, 9))),
                Sum().Select(pair => (pair.ProductId, Math.Round(pair.Weight, 9))));
        }
    }

    private IReadOnlyList<PairWeight> Sum() => PairWeights.Sum(_log, Weights, SampleShop.Start);

    private void Did(string product, InteractionType type, string? own = null) => _log.Add(new LoggedInteraction(
        _log.Count + 1,
        SampleShop.Event($"e{_log.Count}", "u", product, type) with { CustomType = own }));

    // Without quantities and orders a return takes one purchase, and a removal one cart.
    private sealed class Ledger
    {
        private int _purchases;
        private int _carts;
        private double _rest;

        public double Weight => _purchases + (0.5 * _carts) + _rest;

        public void Note(InteractionType type)
        {
            switch (type)
            {
                case InteractionType.Purchase:
                    _purchases++;
                    break;
                case InteractionType.Return:
                    _purchases = Math.Max(0, _purchases - 1);
                    break;
                case InteractionType.Cart:
                    _carts++;
                    break;
                case InteractionType.RemoveFromCart:
                    _carts = Math.Max(0, _carts - 1);
                    break;
                default:
                    _rest += new InteractionWeights().Of(type);
                    break;
            }
        }
    }
}
