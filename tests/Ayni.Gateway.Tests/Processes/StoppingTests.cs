using System.Diagnostics;
using Ayni.Gateway.Tests.Hosting;
using Ayni.Testing;

namespace Ayni.Gateway.Tests.Processes;

/// <summary>A gateway stops soon, whatever its clients do, and neither way says more than a line about them.</summary>
public sealed class StoppingTests
{
    private const int Stalled = 5;
    private const int Resets = 60;
    private const int MostLines = 10;

    /// <summary>Docker kills ten seconds after it asks.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(8);

    private static readonly string[] Paths =
        ["/v1/events", "/v1/products:bulk", "/v1/training", "/reco"];

    [Fact]
    public async Task Stop_WithBodiesThatStall_EndsSoonAndQuietly()
    {
        using var folder = new TemporaryFolder();
        using var gateway = await GatewayProcess.StartAsync(folder.Path);
        var address = gateway.Client.Http.BaseAddress!;
        var stalled = new List<RawConnection>();
        for (var i = 0; i < Stalled; i++)
        {
            stalled.Add(await RawConnection.OpenAsync(address));
            await stalled[i].BeginAsync("POST", Paths[i % Paths.Length], 10_000);
        }

        var before = gateway.Output;
        var watch = Stopwatch.StartNew();
        var exitCode = await gateway.InterruptAsync();

        Assert.True(watch.Elapsed < Soon, $"It took {watch.Elapsed}:\n{gateway.Output}");
        Assert.Equal(0, exitCode);
        AssertQuiet(gateway.Output, before);
        stalled.ForEach(connection => connection.Dispose());
    }

    [Fact]
    public async Task Stop_WithATrainingRunAndWatchers_EndsSoonAndQuietly()
    {
        using var folder = new TemporaryFolder();
        using var gateway = await GatewayProcess.StartAsync(folder.Path, "--demo");
        await gateway.WaitForDemoAsync();
        (await gateway.Client.PostAsync("/v1/training", """{"sweeps": 200, "rank": 256, "judged_share": 0}"""))
            .AssertOk(System.Net.HttpStatusCode.Accepted);
        var watchers = new List<RawConnection>();
        for (var i = 0; i < Stalled; i++)
        {
            watchers.Add(await RawConnection.OpenAsync(gateway.Client.Http.BaseAddress!));
            await watchers[i].WriteAsync("GET /v1/training/events HTTP/1.1\r\nHost: shop\r\n\r\n");
        }

        var asking = AskUntilItIsGoneAsync(gateway.Client);
        var before = gateway.Output;
        var watch = Stopwatch.StartNew();
        var exitCode = await gateway.InterruptAsync();

        Assert.True(watch.Elapsed < Soon, $"It took {watch.Elapsed}:\n{gateway.Output}");
        Assert.Equal(0, exitCode);
        AssertQuiet(gateway.Output, before);
        Assert.All(await asking, status => Assert.True(status is 200 or 503, $"{status}"));
        watchers.ForEach(connection => connection.Dispose());
    }

    [Fact]
    public async Task Reset_InMidBody_IsNotWorthALine()
    {
        using var folder = new TemporaryFolder();
        using var gateway = await GatewayProcess.StartAsync(folder.Path);
        var before = gateway.Output;
        for (var i = 0; i < Resets; i++)
        {
            using var client = await RawConnection.OpenAsync(gateway.Client.Http.BaseAddress!);
            await client.BeginAsync("POST", Paths[i % Paths.Length], 10_000);
            await client.WriteAsync("[{");
            client.Reset();
        }

        Assert.Equal(0, await gateway.InterruptAsync());

        AssertQuiet(gateway.Output, before);
    }

    private static async Task<List<int>> AskUntilItIsGoneAsync(GatewayClient client)
    {
        var seen = new List<int>();
        try
        {
            while (true)
                seen.Add((await client.GetAsync("/v1/users/u/recommendations")).StatusNumber);
        }
        catch (HttpRequestException)
        {
            return seen;
        }
    }

    private static void AssertQuiet(string output, string before)
    {
        Assert.DoesNotContain("fail:", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", output, StringComparison.Ordinal);
        Assert.InRange(output.Split('\n').Length - before.Split('\n').Length, 1, MostLines);
    }
}
