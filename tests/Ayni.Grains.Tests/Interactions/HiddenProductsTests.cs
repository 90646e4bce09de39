using Ayni.Domain.Interactions;
using Ayni.Grains.Tests.Shops;

namespace Ayni.Grains.Tests.Interactions;

public sealed class HiddenProductsTests
{
    public static TheoryData<InteractionType, double?, bool> Later => new()
    {
        { InteractionType.View, null, true },
        { InteractionType.Search, null, true },
        { InteractionType.Return, null, true },
        { InteractionType.RemoveFromCart, null, true },
        { InteractionType.Rating, 3.5, true },
        { InteractionType.Rating, 4, false },
        { InteractionType.Cart, null, false },
        { InteractionType.Purchase, null, false },
        { InteractionType.Like, null, false },
        { InteractionType.Wishlist, null, false },
        { InteractionType.Share, null, false },
    };

    [Theory]
    [MemberData(nameof(Later))]
    public void Of_SomethingAfterIt_ShowsTheProductAgainOrNot(InteractionType type, double? score, bool isHidden)
    {
        foreach (var against in new[] { InteractionType.Hide, InteractionType.Dislike })
        {
            var hidden = HiddenProducts.Of([Did(1, against), Did(2, type, score)]);

            Assert.Equal(isHidden, hidden.Contains("p"));
        }
    }

    [Fact]
    public void Of_PositiveBeforeIt_HidesAllTheSame() =>
        Assert.Equal(["p"], HiddenProducts.Of([Did(1, InteractionType.Purchase), Did(2, InteractionType.Hide)]));

    [Fact]
    public void Of_NothingHidden_IsEmpty() => Assert.Empty(HiddenProducts.Of([Did(1, InteractionType.View)]));

    private static LoggedInteraction Did(long position, InteractionType type, double? score = null) =>
        new(position, SampleShop.Event($"e{position}", "u", "p", type) with { Score = score });
}
