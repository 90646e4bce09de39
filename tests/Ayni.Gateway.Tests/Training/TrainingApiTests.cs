using System.Net;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Training;

public sealed class TrainingApiTests(TrainedShop shop) : IClassFixture<TrainedShop>
{
    private GatewayClient Client => shop.Client;

    [Fact]
    public async Task Get_AfterARun_ShowsItsOptionsLossesAndEnd()
    {
        await shop.TrainAsync();

        var status = await Client.GetAsync("/v1/training");

        status.AssertOk();
        Assert.Equal("completed", status.String("phase"));
        Assert.False(status["is_running"].GetBoolean());
        Assert.Equal(1, status["progress"].GetDouble());
        Assert.Equal(8, status["options.rank"].GetInt32());
        Assert.Equal(1, status["options.weights.purchase"].GetDouble());
        Assert.Equal(60, status["users"].GetInt32());
        Assert.Equal(20, status["products"].GetInt32());
        Assert.Equal(540, status["pairs"].GetInt64());
        Assert.Equal(4, status["losses"].GetArrayLength());
    }

    [Theory]
    [InlineData("""{"rank": 0}""", "rank")]
    [InlineData("""{"rank": 1025}""", "rank")]
    [InlineData("""{"sweeps": 2.5}""", "sweeps")]
    [InlineData("""{"regularization": 0}""", "regularization")]
    [InlineData("""{"judged_share": 0.6}""", "judged_share")]
    [InlineData("""{"weights": {"view": -1}}""", "weights.view")]
    [InlineData("""{"weights": {"look": 1}}""", "weights.look")]
    [InlineData("""{"alpha": 40}""", "alpha")]
    [InlineData("""{"positives": "sales"}""", "positives")]
    [InlineData("""{"search": "all"}""", "search")]
    [InlineData("""{"force": "yes"}""", "force")]
    [InlineData("""{"weights": 1}""", "weights")]
    public async Task Post_BadOption_IsNamed(string options, string field) =>
        (await Client.PostAsync("/v1/training", options)).AssertRefused(400, "invalid", field);

    [Fact]
    public async Task Post_WhatIsGiven_StaysAndSearchCanBeLeftOut()
    {
        var searched = await Client.PostAsync("/v1/training", """{"rank": 8, "sweeps": 4}""");
        searched.AssertOk(HttpStatusCode.Accepted);
        (await Client.PostAsync("/v1/training:cancel", null)).AssertOk();
        var plain = await Client.PostAsync(
            "/v1/training", """{"search": "none", "positives": "views", "force": true}""");
        plain.AssertOk(HttpStatusCode.Accepted);
        (await Client.PostAsync("/v1/training:cancel", null)).AssertOk();

        Assert.Equal(("auto", "auto"), (searched.String("options.search"), searched.String("options.positives")));
        Assert.Equal(("none", "views"), (plain.String("options.search"), plain.String("options.positives")));
        Assert.True(plain["options.force"].GetBoolean());
    }

    [Fact]
    public async Task Post_WhileRunning_IsAConflict_UntilCancelled()
    {
        var started = await Client.PostAsync("/v1/training", """{"sweeps": 200, "rank": 256, "judged_share": 0}""");
        started.AssertOk(HttpStatusCode.Accepted);
        Assert.Equal("/v1/training", started.Response.Headers.Location?.ToString());

        (await Client.PostAsync("/v1/training", null)).AssertRefused(409, "conflict");
        var train = await Client.GetAsync("/train");
        Assert.Equal(started.String("run_id"), train.String("run_id"));

        (await Client.PostAsync("/v1/training:cancel", null)).AssertOk();
        var events = await Client.GetAsync("/v1/training/events");
        Assert.Equal("text/event-stream", events.MediaType);
        Assert.Contains("\"phase\":\"cancelled\"", events.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activate_OlderModel_RollsBackAtOnce()
    {
        var newer = await shop.TrainAsync("""{"rank": 4, "sweeps": 2, "judged_share": 0, "seed": 7}""");
        Assert.Equal(newer, (await Client.GetAsync("/v1/models")).String("active_version"));

        var models = await Client.PostAsync($"/v1/models/{shop.FirstModel}:activate", null);

        models.AssertOk();
        Assert.Equal(shop.FirstModel, models.String("active_version"));
        Assert.Equal(newer, models.String("previous_version"));
        var answer = await Client.GetAsync("/v1/users/tea-drinker-1/recommendations");
        Assert.Equal(shop.FirstModel, answer.String("model_version"));
        Assert.Contains(
            models["versions"].EnumerateArray(),
            model => model.GetProperty("version").GetString() == newer
                && model.GetProperty("options").GetProperty("seed").GetInt32() == 7
                && model.GetProperty("content_hash").GetString()!.Length == 64);
    }

    [Fact]
    public async Task Activate_Unknown_IsNotFound() =>
        (await Client.PostAsync("/v1/models/none:activate", null)).AssertRefused(404, "not_found");
}
