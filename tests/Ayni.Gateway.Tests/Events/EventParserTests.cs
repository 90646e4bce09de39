using System.Globalization;
using System.Text.Json;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Microsoft.Extensions.Time.Testing;

namespace Ayni.Gateway.Tests.Events;

public sealed class EventParserTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private readonly EventParser _parser = new(new FakeTimeProvider(Now));

    [Fact]
    public void Parse_EveryField_BecomesAnInteraction()
    {
        var interaction = Assert.Single(Parse(
            """
            {"event_id": "e-1", "user_id": 17850, "product_id": "p-1", "interaction_type": "rating",
             "interaction_score": 4.5, "timestamp_interaction": "2026-11-22T06:30:00-05:00",
             "interaction_duration": 12.5, "order_id": "o-1"}
            """).Interactions);

        Assert.Equal(
            new Interaction
            {
                EventId = "e-1",
                UserId = "17850",
                ProductId = "p-1",
                Type = InteractionType.Rating,
                Score = 4.5,
                Timestamp = new DateTimeOffset(2026, 11, 22, 11, 30, 0, TimeSpan.Zero),
                Duration = TimeSpan.FromSeconds(12.5),
                OrderId = "o-1",
            },
            interaction);
    }

    [Fact]
    public void Parse_FewestFields_GetIdAndTime()
    {
        var interaction = Assert.Single(Parse(
            """{"user_id": "u", "product_id": "p", "interaction_type": "view"}""").Interactions);

        Assert.Equal(Now, interaction.Timestamp);
        Assert.NotEmpty(interaction.EventId);
    }

    [Theory]
    [InlineData("""[{0}, {0}]""")]
    [InlineData("""{{"events": [{0}, {0}]}}""")]
    public void Parse_Many_KeepsTheirOrder(string form)
    {
        var json = string.Format(
            CultureInfo.InvariantCulture, form, """{"user_id":"u","product_id":"p","interaction_type":"cart"}""");

        Assert.Equal(2, Parse(json).Interactions.Count);
    }

    [Fact]
    public void Parse_IdempotencyKey_MakesIdsFromKeyAndPlace()
    {
        const string Json = """
            [{"user_id": "u", "product_id": "p", "interaction_type": "view"},
             {"user_id": "u", "product_id": "p", "interaction_type": "view", "event_id": "mine"}]
            """;

        var first = Parse(Json, "key").Interactions;
        var again = Parse(Json, "key").Interactions;
        var other = Parse(Json, "another key").Interactions;

        Assert.Equal(first[0].EventId, again[0].EventId);
        Assert.NotEqual(first[0].EventId, other[0].EventId);
        Assert.Equal("mine", first[1].EventId);
    }

    [Theory]
    [InlineData("""{"product_id": "p", "interaction_type": "view"}""", "user_id")]
    [InlineData("""{"user_id": "", "product_id": "p", "interaction_type": "view"}""", "user_id")]
    [InlineData("""{"user_id": "a\u0007", "product_id": "p", "interaction_type": "view"}""", "user_id")]
    [InlineData("""{"user_id": "\ud800", "product_id": "p", "interaction_type": "view"}""", "user_id")]
    [InlineData("""{"user_id": 1.5, "product_id": "p", "interaction_type": "view"}""", "user_id")]
    [InlineData("""{"user_id": "u", "interaction_type": "view"}""", "product_id")]
    [InlineData("""{"user_id": "u", "product_id": "p"}""", "interaction_type")]
    [InlineData("""{"user_id": "u", "product_id": "p", "interaction_type": "nod"}""", "interaction_type")]
    [InlineData("""{"user_id": "u", "product_id": "p", "interaction_type": "rating"}""", "interaction_score")]
    [InlineData("""{"user_id": "u", "interaction_type": "search"}""", "query")]
    [InlineData("""{"user_id": "u", "interaction_type": "search", "query": "a\u0000b"}""", "query")]
    public void Parse_BadField_IsNamedWithRemedy(string json, string field)
    {
        var refusal = Assert.Throws<RefusalException>(() => Parse(json));

        Assert.Equal(ErrorCodes.Invalid, refusal.Code);
        var problem = Assert.Single(refusal.Errors!);
        Assert.Equal(field, problem.Field);
        Assert.NotEmpty(problem.Remedy);
    }

    [Theory]
    [InlineData("view", "interaction_score", "\"1\"")]
    [InlineData("view", "interaction_duration", "-1")]
    [InlineData("view", "timestamp_interaction", "\"2026-11-23T12:00:01Z\"")]
    [InlineData("view", "timestamp_interaction", "\"soon\"")]
    [InlineData("rating", "interaction_score", "6")]
    [InlineData("purchase", "interaction_score", "0")]
    public void Parse_BadValue_IsNamedWithRemedy(string type, string field, string value) =>
        Parse_BadField_IsNamedWithRemedy(
            $$"""{"user_id": "u", "product_id": "p", "interaction_type": "{{type}}", "{{field}}": {{value}}}""", field);

    [Fact]
    public void Parse_UnknownType_ListsTheAllowedOnes()
    {
        var refusal = Assert.Throws<RefusalException>(
            () => Parse("""{"user_id": "u", "product_id": "p", "interaction_type": "nod"}"""));

        Assert.Contains("view, cart, purchase, rating, search, return", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("PUT /v1/interaction-types/", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("nod", refusal.Errors![0].Value);
        Assert.True(EventParser.IsOfUnknownType(refusal));
    }

    [Theory]
    [InlineData("add_to_cart", "cart")]
    [InlineData("remove-from-cart", "remove_from_cart")]
    [InlineData("refund", "return")]
    [InlineData("Purchase", "purchase")]
    [InlineData("quotes", "quote")]
    [InlineData("bookmark", "wishlist")]
    public void Parse_TypeUnderAnotherName_NamesOurs(string sent, string ours)
    {
        var refusal = Assert.Throws<RefusalException>(
            () => Parse($$"""{"user_id": "u", "product_id": "p", "interaction_type": "{{sent}}"}"""));

        Assert.StartsWith($"Did you mean {ours}? ", refusal.Errors![0].Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("return", InteractionType.Return, null)]
    [InlineData("remove_from_cart", InteractionType.RemoveFromCart, null)]
    [InlineData("dislike", InteractionType.Dislike, null)]
    [InlineData("hide", InteractionType.Hide, null)]
    [InlineData("like", InteractionType.Like, null)]
    [InlineData("wishlist", InteractionType.Wishlist, null)]
    [InlineData("share", InteractionType.Share, null)]
    [InlineData("quote", InteractionType.Custom, "quote")]
    public void Parse_EveryType_KeepsQuantityAndReview(string name, InteractionType type, string? own)
    {
        var interaction = Assert.Single(Parse(
            $$"""
            {"user_id": "u", "product_id": "p", "interaction_type": "{{name}}", "interaction_score": 2,
             "review_text": "Llegó roto."}
            """).Interactions);

        Assert.Equal(
            (type, own, 2.0, "Llegó roto."),
            (interaction.Type, interaction.CustomType, interaction.Score, interaction.ReviewText));
        Assert.Null(InteractionRules.ProblemOf(interaction, Now));
    }

    [Theory]
    [InlineData("return", "interaction_score", "0")]
    [InlineData("remove_from_cart", "interaction_score", "0")]
    [InlineData("rating", "review_text", "\" \"")]
    [InlineData("rating", "review", "\"good\"")]
    public void Parse_BadReviewOrQuantity_IsNamedWithRemedy(string type, string field, string value) =>
        Parse_BadField_IsNamedWithRemedy(
            $$"""
            {"user_id": "u", "product_id": "p", "interaction_type": "{{type}}",
             {{(type == "rating" ? "\"interaction_score\": 4, " : "")}}"{{field}}": {{value}}}
            """,
            field);

    [Fact]
    public void Parse_ReviewOfASearch_IsRefused() => Parse_BadField_IsNamedWithRemedy(
        """{"user_id": "u", "interaction_type": "search", "query": "hat", "review_text": "good"}""", "review_text");

    [Fact]
    public void Parse_SeveralBadEvents_ListsEveryField()
    {
        var refusal = Assert.Throws<RefusalException>(() => Parse(
            """
            {"events": [
              {"user_id": "u", "product_id": "p", "interaction_type": "view"},
              {"user_id": null, "product_id": "p", "interaction_type": "vew"},
              7]}
            """));

        Assert.Equal(
            ["events[1].interaction_type", "events[1].user_id", "events[2]"],
            refusal.Errors!.Select(problem => problem.Field));
    }

    [Fact]
    public void Parse_LongValue_IsCutInTheRefusal()
    {
        var id = new string('x', 300);

        var refusal = Assert.Throws<RefusalException>(
            () => Parse($$"""{"user_id": "{{id}}", "product_id": "p", "interaction_type": "view"}"""));

        Assert.Equal(FieldProblem.MaxValueLength + 1, refusal.Errors![0].Value!.Length);
    }

    [Fact]
    public void Parse_UnknownFields_AreIgnoredAndListed()
    {
        var batch = Parse("""[{"user_id": "u", "product_id": "p", "interaction_type": "view", "colour": "red"}]""");

        Assert.Equal(["[0].colour"], batch.IgnoredFields);
    }

    [Theory]
    [InlineData("quantity", "interaction_score")]
    [InlineData("Rating", "interaction_score")]
    [InlineData("interaction_tipe", "interaction_type")]
    [InlineData("timestamp", "timestamp_interaction")]
    [InlineData("order_ID", "order_id")]
    [InlineData("qeury", "query")]
    public void Parse_MisspeltField_IsRefusedWithTheRightOne(string sent, string meant)
    {
        var refusal = Assert.Throws<RefusalException>(() => Parse(
            $$"""{"user_id": "u", "product_id": "p", "interaction_type": "view", "{{sent}}": 1, "colour": 1}"""));

        var problem = Assert.Single(refusal.Errors!);
        Assert.Equal(sent, problem.Field);
        Assert.Contains($"Did you mean {meant}?", problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_FieldsBesideEvents_AreListed()
    {
        var batch = Parse(
            """{"source": 1, "events": [{"user_id": "u", "product_id": "p", "interaction_type": "view"}], "x": 2}""");

        Assert.Equal(["source", "x"], batch.IgnoredFields);
    }

    [Theory]
    [InlineData(0, ErrorCodes.Invalid)]
    [InlineData(1_001, ErrorCodes.TooLarge)]
    public void Parse_BatchOutsideItsLimit_IsRefused(int count, string code)
    {
        const string One = """{"user_id":"u","product_id":"p","interaction_type":"view"}""";
        var batch = string.Join(',', Enumerable.Repeat(One, count));

        var refusal = Assert.Throws<RefusalException>(() => Parse($"[{batch}]"));

        Assert.Equal(code, refusal.Code);
    }

    private EventBatch Parse(string json, string? key = null) =>
        _parser.Parse(
            JsonDocument.Parse(json).RootElement, key, TypeWeights.Of(new CustomInteractionType("quote", 1)));
}
