using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Training;

public sealed class TrainTests
{
    [Fact]
    public async Task Train_EmptyLog_EndsWithTheReason()
    {
        await using var gateway = await RunningGateway.StartAsync();

        var started = await gateway.Client.GetAsync("/train");
        started.AssertOk();
        var events = await gateway.Client.GetAsync("/v1/training/events");
        var status = await gateway.Client.GetAsync("/v1/training");

        Assert.Contains("event: end", events.Text, StringComparison.Ordinal);
        Assert.Equal("refused", status.String("phase"));
        Assert.NotEmpty(status.String("message")!);
        Assert.Null((await gateway.Client.GetAsync("/v1/models")).String("active_version"));
    }
}
