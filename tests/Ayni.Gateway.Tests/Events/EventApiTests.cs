using System.Net;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Events;

public sealed class EventApiTests(EmptyShop shop) : IClassFixture<EmptyShop>
{
    private GatewayClient Client => shop.Client;

    [Fact]
    public async Task Post_OneEvent_IsAcceptedAndSeen()
    {
        var answer = await Client.PostAsync(
            "/v1/events?wait=applied",
            """
            {"event_id": "one-1", "user_id": "one", "product_id": "p", "interaction_type": "view",
             "interaction_duration": 3}
            """);

        answer.AssertOk(HttpStatusCode.Accepted);
        Assert.Equal(1, answer["accepted"].GetInt32());
        Assert.True(answer["applied"].GetBoolean());
        Assert.Equal("one-1", answer.String("events.0.event_id"));
        Assert.False(answer["events.0.is_duplicate"].GetBoolean());
        var user = await Client.GetAsync("/v1/users/one");
        Assert.Equal("one-1", user.String("recent.0.event_id"));
        Assert.Equal("view", user.String("recent.0.interaction_type"));
        Assert.Equal(3, user["recent.0.interaction_duration"].GetDouble());
        Assert.Equal(answer["events.0.position"].GetInt64(), user["recent.0.position"].GetInt64());
    }

    [Fact]
    public async Task Post_SameIdAgain_IsADuplicateAtItsFirstPlace()
    {
        const string Event = """
            {"event_id": "twice-1", "user_id": "twice", "product_id": "p", "interaction_type": "view"}
            """;
        var first = await Client.PostAsync("/v1/events", Event);

        var second = await Client.PostAsync("/v1/events", Event);

        second.AssertOk(HttpStatusCode.Accepted);
        Assert.Equal(0, second["accepted"].GetInt32());
        Assert.Equal(1, second["duplicates"].GetInt32());
        Assert.True(second["events.0.is_duplicate"].GetBoolean());
        Assert.Equal(first["events.0.position"].GetInt64(), second["events.0.position"].GetInt64());
    }

    [Fact]
    public async Task Post_IdempotencyKeyAgain_CountsOnce()
    {
        const string Events = """
            [{"user_id": "keyed", "product_id": "p", "interaction_type": "view"},
             {"user_id": "keyed", "product_id": "q", "interaction_type": "view"}]
            """;

        var first = await Client.PostAsync("/v1/events", Events, ("Idempotency-Key", "keyed-1"));
        var second = await Client.PostAsync("/v1/events?wait=applied", Events, ("Idempotency-Key", "keyed-1"));

        Assert.Equal(2, first["accepted"].GetInt32());
        Assert.Equal(2, second["duplicates"].GetInt32());
        Assert.Equal(first.String("events.0.event_id"), second.String("events.0.event_id"));
        Assert.Equal(2, (await Client.GetAsync("/v1/users/keyed"))["interaction_count"].GetInt32());
    }

    [Fact]
    public async Task Post_IdempotencyKeyForAnotherBody_IsRefused()
    {
        var key = ("Idempotency-Key", "reused-1");
        await Client.PostAsync(
            "/v1/events", """{"user_id": "reused", "product_id": "p", "interaction_type": "view"}""", key);

        var answer = await Client.PostAsync(
            "/v1/events", """{"user_id": "reused", "product_id": "q", "interaction_type": "view"}""", key);

        answer.AssertRefused(422, "idempotency_key_reused");
    }

    [Fact]
    public async Task Post_OneBadAmongGood_TakesNone()
    {
        var answer = await Client.PostAsync(
            "/v1/events",
            """
            [{"user_id": "allornone", "product_id": "p", "interaction_type": "view"},
             {"user_id": "allornone", "product_id": "p", "interaction_type": "gaze"}]
            """);

        answer.AssertRefused(400, "invalid", "[1].interaction_type");
        Assert.Equal("gaze", answer.String("errors.0.value"));
        Assert.Equal(0, (await Client.GetAsync("/v1/users/allornone"))["interaction_count"].GetInt32());
    }

    [Fact]
    public async Task Post_UnknownWait_IsRefused() =>
        (await Client.PostAsync("/v1/events?wait=forever", "{}")).AssertRefused(400, "invalid", "wait");

    [Fact]
    public async Task Post_TooLongABody_Is413()
    {
        var answer = await Client.PostAsync("/v1/events", $"[\"{new string('x', 5 * 1024 * 1024)}\"]");

        answer.AssertRefused(413, "too_large");
        Assert.Contains("4194304", answer.String("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_ConcurrentRequests_EachEventHasItsOwnPosition()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Client.PostAsync(
            "/v1/events",
            $$"""
            {"event_id": "many-{{i}}", "user_id": "many-{{i % 5}}", "product_id": "p", "interaction_type": "view"}
            """)));

        Assert.All(answers, answer => answer.AssertOk(HttpStatusCode.Accepted));
        Assert.Equal(50, answers.Select(answer => answer["events.0.position"].GetInt64()).Distinct().Count());
    }
}
