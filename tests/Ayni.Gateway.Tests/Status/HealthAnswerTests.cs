using Ayni.Gateway.Status;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ayni.Gateway.Tests.Status;

public sealed class HealthAnswerTests
{
    [Fact]
    public void From_APartThatIsDegraded_IsReadyAndSaysIt()
    {
        var answer = HealthAnswer.From(ReportOf(HealthStatus.Degraded));

        Assert.Equal("ready", answer.Status);
        Assert.Empty(answer.Obstacles);
        Assert.Equal("no broker answers", answer.Parts["kafka"]);
    }

    [Fact]
    public void From_APartThatIsUnhealthy_IsNotReadyBecauseOfIt()
    {
        var answer = HealthAnswer.From(ReportOf(HealthStatus.Unhealthy));

        Assert.Equal("not_ready", answer.Status);
        Assert.Equal(["kafka: no broker answers"], answer.Obstacles);
    }

    private static HealthReport ReportOf(HealthStatus status) => new(
        new Dictionary<string, HealthReportEntry>
        {
            ["kafka"] = new(status, "no broker answers", TimeSpan.Zero, null, null),
        },
        TimeSpan.Zero);
}
