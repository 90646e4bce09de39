using Ayni.Domain.Interactions;

namespace Ayni.Silo.Tests.Ingestion;

public sealed class InteractionRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, Interaction> Wrong => new()
    {
        { nameof(Interaction.EventId), View() with { EventId = "" } },
        { nameof(Interaction.UserId), View() with { UserId = ".." } },
        { nameof(Interaction.UserId), View() with { UserId = new string('u', Interaction.MaxIdLength + 1) } },
        { nameof(Interaction.ProductId), View() with { ProductId = null } },
        { nameof(Interaction.ProductId), View() with { ProductId = "a\u0001" } },
        { nameof(Interaction.ProductId), View() with { ProductId = "a\ud800" } },
        { nameof(Interaction.OrderId), View() with { OrderId = " " } },
        { nameof(Interaction.Type), View() with { Type = (InteractionType)13 } },
        { nameof(Interaction.CustomType), View() with { Type = InteractionType.Custom } },
        { nameof(Interaction.CustomType), View() with { CustomType = "quote" } },
        { nameof(Interaction.CustomType), Own("Quote") },
        { nameof(Interaction.CustomType), Own("view") },
        { nameof(Interaction.CustomType), Own("custom") },
        { nameof(Interaction.CustomType), Own("") },
        { nameof(Interaction.CustomType), Own("9lives") },
        { nameof(Interaction.CustomType), Own("a-b") },
        { nameof(Interaction.CustomType), Own(new string('q', CustomInteractionTypes.MaxNameLength + 1)) },
        { nameof(Interaction.Score), View() with { Type = InteractionType.Return, Score = 0 } },
        { nameof(Interaction.Score), View() with { Type = InteractionType.RemoveFromCart, Score = 0 } },
        { nameof(Interaction.ReviewText), View() with { ReviewText = " " } },
        { nameof(Interaction.ReviewText), View() with { ReviewText = "a\0" } },
        { nameof(Interaction.ReviewText), View() with { ReviewText = "a\ud800" } },
        { nameof(Interaction.ReviewText), Reviewed(new string('r', Interaction.MaxReviewTextLength + 1)) },
        {
            nameof(Interaction.ReviewText),
            View() with { Type = InteractionType.Search, Query = "hat", ReviewText = "good" }
        },
        { nameof(Interaction.Score), View() with { Score = -1 } },
        { nameof(Interaction.Score), View() with { Score = double.NaN } },
        { nameof(Interaction.Score), View() with { Score = double.PositiveInfinity } },
        { nameof(Interaction.Score), View() with { Type = InteractionType.Purchase, Score = 0 } },
        { nameof(Interaction.Score), View() with { Type = InteractionType.Rating } },
        { nameof(Interaction.Score), View() with { Type = InteractionType.Rating, Score = 5.5 } },
        { nameof(Interaction.Timestamp), View() with { Timestamp = Now + InteractionRules.MaxAhead + OneTick } },
        { nameof(Interaction.Duration), View() with { Duration = -OneTick } },
        { nameof(Interaction.Duration), View() with { Duration = InteractionRules.MaxDuration + OneTick } },
        { nameof(Interaction.Query), View() with { Type = InteractionType.Search } },
        { nameof(Interaction.Query), View() with { Query = new string('q', Interaction.MaxQueryLength + 1) } },
        { nameof(Interaction.Query), View() with { Query = "a\0" } },
    };

    public static TheoryData<Interaction> Right => new()
    {
        View(),
        View() with { Score = 0, Duration = InteractionRules.MaxDuration, Timestamp = Now + InteractionRules.MaxAhead },
        View() with { Type = InteractionType.Purchase, Score = InteractionRules.MaxQuantity, OrderId = "o" },
        View() with { Type = InteractionType.Rating, Score = InteractionRules.MinRating },
        View() with { Type = InteractionType.Search, ProductId = null, Query = "hat" },
        View() with { UserId = new string('u', Interaction.MaxIdLength) },
        Own(new string('q', CustomInteractionTypes.MaxNameLength)),
        Own("quote_2"),
        View() with { Type = InteractionType.Return, Score = 2, OrderId = "o", ReviewText = "Broken." },
        View() with { Type = InteractionType.Hide },
        Reviewed(new string('r', Interaction.MaxReviewTextLength)),
    };

    private static TimeSpan OneTick => TimeSpan.FromTicks(1);

    [Theory]
    [MemberData(nameof(Wrong))]
    public void ProblemOf_SomethingWrong_NamesTheField(string field, Interaction interaction) =>
        Assert.Equal(field, InteractionRules.ProblemOf(interaction, Now)?.Field);

    [Theory]
    [MemberData(nameof(Right))]
    public void ProblemOf_AtItsBounds_IsNull(Interaction interaction) =>
        Assert.Null(InteractionRules.ProblemOf(interaction, Now));

    [Fact]
    public void ProblemOf_Null_IsRefused() => Assert.Equal("$", InteractionRules.ProblemOf(null, Now)?.Field);

    private static Interaction Own(string name) =>
        View() with { Type = InteractionType.Custom, CustomType = name };

    private static Interaction Reviewed(string text) =>
        View() with { Type = InteractionType.Rating, Score = 4, ReviewText = text };

    private static Interaction View() => new()
    {
        EventId = "e",
        UserId = "u",
        ProductId = "p",
        Type = InteractionType.View,
        Timestamp = Now,
    };
}
