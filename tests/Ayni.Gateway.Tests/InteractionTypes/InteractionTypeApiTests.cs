using System.Net;
using Ayni.Gateway.Tests.Hosting;
using Ayni.Testing;

namespace Ayni.Gateway.Tests.InteractionTypes;

/// <summary>The shop's own types of interactions.</summary>
public sealed class InteractionTypeApiTests
{
    private const string Quote =
        """{"user_id": "u", "product_id": "p", "interaction_type": "quote_request", "review_text": "¿Hay en rojo?"}""";

    [Fact]
    public async Task Put_OwnType_IsTakenSeenAndTrainedWithUntilDeletedAcrossARestart()
    {
        using var folder = new TemporaryFolder();
        await using (var gateway = await RunningGateway.StartAsync(folder.Path))
        {
            var client = gateway.Client;
            (await client.PostAsync("/v1/events", Quote)).AssertRefused(400, "invalid", "interaction_type");

            (await client.PutAsync("/v1/interaction-types/quote_request", """{"weight": 0.7}""")).AssertOk();

            (await client.PostAsync("/v1/events?wait=applied", Quote)).AssertOk(HttpStatusCode.Accepted);
        }

        await using var again = await RunningGateway.StartAsync(folder.Path);
        (await again.Client.PostAsync("/v1/events?wait=applied", Quote)).AssertOk(HttpStatusCode.Accepted);
        var user = await again.Client.GetAsync("/v1/users/u");
        Assert.Equal("quote_request", user.String("recent.0.interaction_type"));
        Assert.Equal("¿Hay en rojo?", user.String("recent.1.review_text"));
        var own = (await again.Client.GetAsync("/v1/interaction-types"))["types"].EnumerateArray().Last();
        Assert.Equal("quote_request", own.GetProperty("name").GetString());
        Assert.Equal(0.7, own.GetProperty("weight").GetDouble());
        Assert.False(own.GetProperty("built_in").GetBoolean());
        var run = await again.Client.PostAsync("/v1/training", """{"weights": {"custom": {"call": -0.5}}}""");
        Assert.Equal(0.7, run["options.weights.custom.quote_request"].GetDouble());
        Assert.Equal(-0.5, run["options.weights.custom.call"].GetDouble());

        (await again.Client.DeleteAsync("/v1/interaction-types/quote_request")).AssertOk(HttpStatusCode.NoContent);

        var refused = await again.Client.PostAsync("/v1/events", Quote);
        refused.AssertRefused(400, "invalid", "interaction_type");
        (await again.Client.DeleteAsync("/v1/interaction-types/quote_request")).AssertRefused(404, "not_found");
    }

    [Fact]
    public async Task Put_SomethingWrong_IsRefusedByName()
    {
        await using var gateway = await RunningGateway.StartAsync();
        (string Name, string Body, string Field)[] wrong =
        [
            ("quote", """{"weight": 100.5}""", "weight"),
            ("quote", """{"weight": "1"}""", "weight"),
            ("quote", "{}", "weight"),
            ("quote", """{"weight": 1, "wait": 2}""", "wait"),
            ("Quote", """{"weight": 1}""", "name"),
            ("purchase", """{"weight": 1}""", "name"),
        ];

        foreach (var (name, body, field) in wrong)
        {
            (await gateway.Client.PutAsync($"/v1/interaction-types/{name}", body))
                .AssertRefused(400, "invalid", field);
        }

        var types = (await gateway.Client.GetAsync("/v1/interaction-types"))["types"];
        Assert.All(types.EnumerateArray(), type => Assert.True(type.GetProperty("built_in").GetBoolean()));
        (await gateway.Client.DeleteAsync("/v1/interaction-types/view")).AssertRefused(404, "not_found");
    }
}
