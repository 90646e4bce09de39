using Ayni.Gateway.Tests.Hosting;
using Ayni.Silo.Hosting;

namespace Ayni.Gateway.Tests.Status;

public sealed class StatusApiTests(EmptyShop shop) : IClassFixture<EmptyShop>
{
    [Fact]
    public async Task Status_Running_SaysWhatItRunsOn()
    {
        await shop.Client.PostAsync(
            "/v1/events", """{"user_id": "u", "product_id": "p", "interaction_type": "view"}""");

        var answer = await shop.Client.GetAsync("/v1/status");

        answer.AssertOk();
        Assert.Equal(OrleansVersion.Current, answer.String("orleans_version"));
        Assert.Equal(1, answer["silos"].GetArrayLength());
        Assert.Equal("Active", answer.String("silos.0.status"));
        Assert.Equal("sqlite", answer.String("data.kind"));
        Assert.True(answer["log_head"].GetInt64() >= 1);
        Assert.Equal("idle", answer.String("training_phase"));
        Assert.True(answer["uptime_seconds"].GetDouble() > 0);
    }

    [Theory]
    [InlineData("/health/live", "live")]
    [InlineData("/health/ready", "ready")]
    public async Task Health_Running_IsGood(string path, string status)
    {
        var answer = await shop.Client.GetAsync(path);

        answer.AssertOk();
        Assert.Equal(status, answer.String("status"));
    }
}
