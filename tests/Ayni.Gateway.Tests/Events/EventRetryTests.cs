using System.Net;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Events;

/// <summary>The same event under the same key is the same event, whatever the log rounds.</summary>
public sealed class EventRetryTests(EmptyShop shop) : IClassFixture<EmptyShop>
{
    [Theory]
    [InlineData("view", "interaction_duration", "1.2345")]
    [InlineData("view", "interaction_duration", "0.0004")]
    [InlineData("view", "interaction_duration", "4.35")]
    [InlineData("view", "interaction_duration", "1e-300")]
    [InlineData("view", "interaction_duration", "604799.9999")]
    [InlineData("view", "interaction_duration", "-0")]
    [InlineData("view", "interaction_score", "-0.0")]
    [InlineData("view", "interaction_score", "0.1000000000000000055511151231257827")]
    [InlineData("view", "interaction_score", "4.9406564584124654e-324")]
    [InlineData("purchase", "interaction_score", "999999.99999999994")]
    [InlineData("rating", "interaction_score", "4.999999999999999999999")]
    [InlineData("view", "timestamp_interaction", "\"2026-01-02T03:04:05.123456789Z\"")]
    [InlineData("view", "timestamp_interaction", "1767323045.98765")]
    [InlineData("view", "order_id", "\" Ⅷ é e\u0301 \"")]
    [InlineData("view", "order_id", "-0")]
    [InlineData("search", "query", "\" caf\u00e9\\u0065\\u0301\\t🛒 \"")]
    public async Task Post_SameEventUnderTheSameKey_IsADuplicate(string type, string field, string value)
    {
        var json = $$"""
            {"user_id": "retry", "product_id": "p", "interaction_type": "{{type}}"
             {{(type == "rating" && field != "interaction_score" ? ", \"interaction_score\": 5" : "")}},
             "{{field}}": {{value}}}
            """;
        var key = ("Idempotency-Key", $"retry {type} {field} {value.GetHashCode(StringComparison.Ordinal)}");

        var first = await shop.Client.PostAsync("/v1/events", json, key);
        var second = await shop.Client.PostAsync("/v1/events", json, key);

        first.AssertOk(HttpStatusCode.Accepted);
        Assert.Equal(1, first["accepted"].GetInt32());
        second.AssertOk(HttpStatusCode.Accepted);
        Assert.Equal(1, second["duplicates"].GetInt32());
    }

    [Fact]
    public async Task Post_Duration_IsAnsweredAsItIsKept()
    {
        await shop.Client.PostAsync(
            "/v1/events?wait=applied",
            """
            {"user_id": "rounded", "product_id": "p", "interaction_type": "view", "interaction_duration": 1.2345}
            """);

        var user = await shop.Client.GetAsync("/v1/users/rounded");

        Assert.Equal(1.234, user["recent.0.interaction_duration"].GetDouble());
    }
}
