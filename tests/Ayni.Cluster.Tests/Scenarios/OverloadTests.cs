using System.Globalization;
using System.Net;
using Ayni.Cluster.Tests.Pressure;
using Ayni.Cluster.Tests.Processes;
using Ayni.Testing;
using Xunit.Abstractions;

namespace Ayni.Cluster.Tests.Scenarios;

/// <summary>
/// Three times the load that a gateway can take while PostgreSQL is slow: memory is flat, what is too much is told to
/// come again, and every accepted event is in the log once, in order.
/// </summary>
public sealed class OverloadTests(ClusterFixture cluster, ITestOutputHelper output) : ClusterScenario(cluster, output)
{
    // Enough to fill the commits of a database that lets one through now and then.
    private const int Clients = 512;
    private const int PerRequest = 100;
    private const double Times = 3;
    private const double MostGrowth = 64;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Load = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Held = TimeSpan.FromMilliseconds(900);
    private static readonly TimeSpan Free = TimeSpan.FromMilliseconds(100);

    // The wait for a turn, that for the log with its slack, and the commit itself.
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(20);

    [SkippableFact, Trait("Length", "Long")]
    public Task Events_ThreeTimesWhatASlowPostgresTakes_AreTakenAsFarAsTheyCanInFlatMemory()
    {
        Scale.SkipUnlessLong();
        return Cluster.RunAsync(Output, PressAsync);
    }

    private async Task PressAsync()
    {
        await EnsureAsync(FirstGateway);
        // A report on the data, two minutes after the start, holds its own rows and is no matter of queues.
        await Cluster.RestartAsync(FirstGateway, [("Ayni__Quality__Every", "00:00:00")]);
        var gateway = Cluster[FirstGateway.Name];
        using var load = new PressureLoad(
            Cluster.PlaceOf(FirstGateway).Address, $"pressed-{Guid.NewGuid():N}", PerRequest);
        var before = ResidentMemory.Of(gateway);
        MemoryCurve curve;
        double taken;
        await using (await SlowLog.StartAsync(Cluster.Postgres, Held, Free))
        {
            taken = await load.SaturateAsync(Clients, WarmUp);
            await using (curve = new MemoryCurve(gateway))
                await load.PressAsync(Times * taken, Load);
        }

        await AnswersAgainAsync(gateway.Http!);
        var report = await PressureReport.OfAsync(load, Cluster.Postgres);
        Tell(report, taken, before, curve, ResidentMemory.Of(gateway));
        Assert.Equal((0, 0, 0, 0), (report.Lost, report.Doubled, report.WrittenThoughRefused, report.OutOfOrder));
        Assert.Equal((0, 0), (report.Other, report.RefusedWithoutRetryAfter));
        Assert.True(report.Refused > 0, "Nothing was too much.");
        Assert.True(report.Longest < LongestAnswer, $"{report.Longest} is over {LongestAnswer}.");
        Assert.True(
            curve.MostOwn(.5, 1) < curve.MostOwn(0, .5) + MostGrowth,
            $"Memory grew from {curve.MostOwn(0, .5):F0} to {curve.MostOwn(.5, 1):F0} MB.");
    }

    private static Task AnswersAgainAsync(HttpClient http) => Eventually.HoldsAsync(
        async () =>
        {
            using var content = new StringContent(
                """{"user_id": "after", "product_id": "article-1", "interaction_type": "view"}""",
                null, "application/json");
            using var answer = await http.PostAsync("/v1/events", content);
            return answer.StatusCode == HttpStatusCode.Accepted;
        },
        "events are taken again");

    private void Tell(
        PressureReport report, double taken, ResidentMemory before, MemoryCurve curve, ResidentMemory after) =>
        Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"took {taken:F0} requests/s of {PerRequest} events; sent {Times * taken:F0}/s for "
            + $"{Load.TotalSeconds:F0} s; {report}; resident (of it mapped files) before {before.All:F0} "
            + $"({before.Mapped:F0}) MB, most in each quarter without mapped files "
            + $"{curve.MostOwn(0, .25):F0}, {curve.MostOwn(.25, .5):F0}, {curve.MostOwn(.5, .75):F0}, "
            + $"{curve.MostOwn(.75, 1):F0} MB, after {after.All:F0} ({after.Mapped:F0}) MB"));
}
