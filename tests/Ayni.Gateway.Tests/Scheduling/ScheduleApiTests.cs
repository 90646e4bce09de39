using System.Net;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Scheduling;

public sealed class ScheduleApiTests : IAsyncLifetime
{
    private const string Path = "/v1/training/schedule";

    private RunningGateway _gateway = null!;

    private GatewayClient Client => _gateway.Client;

    public async Task InitializeAsync() =>
        _gateway = await RunningGateway.StartAsync(null, "--Ayni:Features:TimeZone=America/Lima");

    public Task DisposeAsync() => _gateway.DisposeAsync().AsTask();

    [Fact]
    public async Task Put_WithoutMore_HasTheDefaultsAndTheShopsTimeZone()
    {
        (await Client.GetAsync(Path)).AssertRefused(404, "not_found");

        (await Client.PutAsync(Path, """{"cron": "0 3 * * *"}""")).AssertOk();

        var schedule = await Client.GetAsync(Path);
        schedule.AssertOk();
        Assert.Equal(("0 3 * * *", "America/Lima"), (schedule.String("cron"), schedule.String("time_zone")));
        Assert.Equal(8, schedule["next_at"].GetDateTimeOffset().UtcDateTime.Hour);
        Assert.True(schedule["enabled"].GetBoolean());
        Assert.Equal("1h", schedule.String("min_interval"));
        Assert.Equal("auto", schedule.String("options.search"));
        Assert.False(schedule["retrain_on_drift"].GetBoolean());
        Assert.Equal(0, schedule["live_hit_rates"].GetArrayLength());
    }

    [Fact]
    public async Task Put_Everything_ComesBackAndDeleteRemovesIt()
    {
        (await Client.PutAsync(
            Path,
            """
            {"cron": "@weekly", "time_zone": "Europe/Madrid", "enabled": false, "min_interval": "36h",
             "min_new_interactions": 500, "retrain_on_drift": true, "retrain_on_metric_fall": true,
             "options": {"rank": 16, "search": "none"}}
            """)).AssertOk();

        var schedule = await Client.GetAsync(Path);

        Assert.Equal(("@weekly", "Europe/Madrid"), (schedule.String("cron"), schedule.String("time_zone")));
        Assert.Equal("36h", schedule.String("min_interval"));
        Assert.Equal(500, schedule["min_new_interactions"].GetInt64());
        Assert.Equal(16, schedule["options.rank"].GetInt32());
        Assert.True(schedule["retrain_on_metric_fall"].GetBoolean());
        Assert.Equal("Null", schedule["next_at"].ValueKind.ToString());
        (await Client.DeleteAsync(Path)).AssertOk(HttpStatusCode.NoContent);
        (await Client.DeleteAsync(Path)).AssertRefused(404, "not_found");
    }

    [Theory]
    [InlineData("""{}""", "cron")]
    [InlineData("""{"cron": "every night"}""", "cron")]
    [InlineData("""{"cron": "0 3 * *"}""", "cron")]
    [InlineData("""{"cron": "0 0 3 * * *"}""", "cron")]
    [InlineData("""{"cron": "61 3 * * *"}""", "cron")]
    [InlineData("""{"cron": "0 3 30 2 *"}""", "cron")]
    [InlineData("""{"cron": "@daily", "time_zone": "Lima"}""", "time_zone")]
    [InlineData("""{"cron": "@daily", "min_interval": "a day"}""", "min_interval")]
    [InlineData("""{"cron": "@daily", "min_interval": "400d"}""", "min_interval")]
    [InlineData("""{"cron": "@daily", "min_new_interactions": -1}""", "min_new_interactions")]
    [InlineData("""{"cron": "@daily", "options": {"rank": 0}}""", "options.rank")]
    [InlineData("""{"cron": "@daily", "options": {"as_of_position": 7}}""", "options.as_of_position")]
    [InlineData("""{"cron": "@daily", "retrain_on_fall": true}""", "retrain_on_fall")]
    [InlineData("""{"cron": "@daily", "enabled": "yes"}""", "enabled")]
    public async Task Put_SomethingWrong_NamesTheField(string body, string field) =>
        (await Client.PutAsync(Path, body)).AssertRefused(400, "invalid", field);
}
