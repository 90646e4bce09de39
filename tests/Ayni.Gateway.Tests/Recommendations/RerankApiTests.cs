using System.Text.Json;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Recommendations;

/// <summary>Which lists a re-ranker may order, as a shop says it.</summary>
public sealed class RerankApiTests(TrainedShop shop) : IClassFixture<TrainedShop>
{
    private GatewayClient Client => shop.Client;

    [Fact]
    public async Task Put_Rerank_IsTrueUnlessItIsFalse()
    {
        const string Path = "/v1/scenarios/plain";
        (await Client.PutAsync(Path, """{"sources": [{"name": "model"}]}""")).AssertOk();
        Assert.True((await Client.GetAsync(Path))["rerank"].GetBoolean());

        (await Client.PutAsync(Path, """{"sources": [{"name": "model"}], "rerank": false}""")).AssertOk();

        Assert.False((await Client.GetAsync(Path))["rerank"].GetBoolean());
        (await Client.PutAsync(Path, """{"sources": [{"name": "model"}], "rerank": "no"}"""))
            .AssertRefused(400, "invalid", "rerank");
        (await Client.PostAsync("/v1/recommendations", """{"user_id": "tea-drinker-6", "rerank": false}""")).AssertOk();
    }

    [Fact]
    public async Task Get_ModelWithoutAReranker_SaysSo()
    {
        var models = await Client.GetAsync("/v1/models");

        models.AssertOk();
        Assert.Equal(
            JsonValueKind.Null, models["versions"][0].GetProperty("reranker").ValueKind);
    }
}
