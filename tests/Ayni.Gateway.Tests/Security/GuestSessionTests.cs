using System.Net;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Security;

/// <summary>What a key that stands in the page may, and for whom.</summary>
public sealed class GuestSessionTests : IAsyncLifetime
{
    private const string OtherGuest = "anon-ffffffffffffffffffffffffffffffff";

    private RunningGateway? _gateway;
    private string _key = "";

    private GatewayClient Client => _gateway!.Client;

    public async Task InitializeAsync()
    {
        _gateway = await Keys.StartAsync();
        _key = await Client.MakeAsync("page", """["events", "recommend"]""", ", \"public\": true");
    }

    public Task DisposeAsync() => _gateway!.DisposeAsync().AsTask();

    [Fact]
    public async Task PublicKey_OfAGuest_SendsAndReads()
    {
        Assert.StartsWith("ayni_pub_", _key, StringComparison.Ordinal);
        (await SendAsync($"[{Event(Keys.Guest, "e-1")}]")).AssertOk(HttpStatusCode.Accepted);
        (await AskAsync("GET", $"/v1/users/{Keys.Guest}/recommendations")).AssertOk();
        (await AskAsync("GET", "/v1/recommendations?scenario=popular")).AssertOk();
        (await AskAsync("POST", "/v1/recommendations", $$"""{"user_id": "{{Keys.Guest}}"}""")).AssertOk();
        (await AskAsync("POST", "/v1/recommendations", "{}")).AssertOk();
    }

    [Theory]
    [InlineData("u-1")]
    [InlineData("anon-1")]
    [InlineData("anon-0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("anon-0123456789abcdef0123456789abcdef0")]
    [InlineData("anon-0123456789abcdef0123456789abcde")]
    public async Task PublicKey_OfAnybodyElse_IsRefused(string userId)
    {
        (await SendAsync(Event(userId, "e"))).AssertRefused(403, "forbidden", "user_id");
        (await SendAsync($"[{Event(Keys.Guest, "e-2")}, {Event(userId, "e-3")}]"))
            .AssertRefused(403, "forbidden", "user_id");
        (await AskAsync("GET", $"/v1/users/{userId}/recommendations")).AssertRefused(403, "forbidden", "user_id");
        (await AskAsync("GET", $"/v1/products/p/similar?user_id={userId}")).AssertRefused(403, "forbidden", "user_id");
        (await AskAsync("POST", "/v1/recommendations", $$"""{"user_id": "{{userId}}"}"""))
            .AssertRefused(403, "forbidden", "user_id");
        // Nothing of the refused request was kept.
        var user = await Client.AsAsync(Keys.Admin, "GET", $"/v1/users/{Keys.Guest}");
        Assert.Equal(0, user["interaction_count"].GetInt32());
    }

    [Fact]
    public async Task PublicKey_TwoGuestsInARequest_IsRefused() =>
        (await SendAsync($"[{Event(Keys.Guest, "e-4")}, {Event(OtherGuest, "e-5")}]"))
            .AssertRefused(403, "forbidden", "user_id");

    [Theory]
    [InlineData("GET", "/v1/users/" + Keys.Guest)]
    [InlineData("DELETE", "/v1/users/" + Keys.Guest)]
    [InlineData("PUT", "/v1/users/" + Keys.Guest + "/profile")]
    [InlineData("PUT", "/v1/users/" + Keys.Guest + "/consents")]
    [InlineData("POST", "/v1/users/u-1:merge")]
    [InlineData("GET", "/v1/users/" + Keys.Guest + "/recommendations:trace")]
    [InlineData("GET", "/v1/users/" + Keys.Guest + "/categories")]
    [InlineData("GET", "/v1/features/users/" + Keys.Guest)]
    [InlineData("GET", "/v1/interaction-types")]
    [InlineData("POST", "/reco")]
    [InlineData("GET", "/v1/products")]
    [InlineData("GET", "/v1/keys")]
    public async Task PublicKey_OnAnyOtherPath_IsRefused(string method, string path)
    {
        var answer = await AskAsync(method, path);

        answer.AssertRefused(403, "forbidden");
        Assert.Contains("no public key", answer.String("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PublicKey_TakingTheIdOfAnEventToCome_DoesNotKeepItOut()
    {
        // A page guesses the id that the shop's server will send a purchase under, and a key of its requests.
        (await SendAsync(Event(Keys.Guest, "order-1001-line-1"))).AssertOk(HttpStatusCode.Accepted);
        (await Client.SendAsync(
            HttpMethod.Post, "/v1/events", Event(Keys.Guest, null),
            headers: [("Authorization", $"Bearer {_key}"), ("Idempotency-Key", "order-1002")]))
            .AssertOk(HttpStatusCode.Accepted);

        var byId = await Client.AsAsync(Keys.Admin, "POST", "/v1/events", Event("u-1", "order-1001-line-1"));
        var byKey = await Client.SendAsync(
            HttpMethod.Post, "/v1/events", Event("u-1", null),
            headers: [("Authorization", $"Bearer {Keys.Admin}"), ("Idempotency-Key", "order-1002")]);

        Assert.Equal(1, byId["accepted"].GetInt32());
        Assert.Equal(1, byKey["accepted"].GetInt32());
    }

    [Fact]
    public async Task PublicKey_SentAgain_CountsOnce()
    {
        var first = await SendAsync(Event(Keys.Guest, "again"));
        var second = await SendAsync(Event(Keys.Guest, "again"));
        var other = await SendAsync(Event(OtherGuest, "again"));

        Assert.Equal(1, first["accepted"].GetInt32());
        Assert.StartsWith("ge-", first.String("events.0.event_id"), StringComparison.Ordinal);
        Assert.Equal(first.String("events.0.event_id"), second.String("events.0.event_id"));
        Assert.Equal(1, second["duplicates"].GetInt32());
        Assert.Equal(1, other["accepted"].GetInt32());
    }

    private static string Event(string userId, string? eventId) =>
        $$"""
        {"user_id": "{{userId}}", "product_id": "p", "interaction_type": "view"{{(
            eventId is null ? "" : $", \"event_id\": \"{eventId}\"")}}}
        """;

    private Task<Answer> SendAsync(string body) => AskAsync("POST", "/v1/events", body);

    private Task<Answer> AskAsync(string method, string path, string? body = null) =>
        Client.AsAsync(_key, method, path, body);
}
