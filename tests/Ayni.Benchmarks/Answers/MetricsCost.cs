using System.Globalization;
using Ayni.Domain.Interactions;
using Ayni.Gateway;
using Ayni.Gateway.Demo;
using Ayni.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Ayni.Benchmarks.Answers;

/// <summary>
/// Answers over HTTP, one after the other, of a gateway with and of one without metrics. One gateway stands at a time,
/// for what listens to a meter listens to all of the process; the ways take turns, so that both meet the same load.
/// </summary>
internal sealed class MetricsCost(int rounds, int requests, TimeProvider time)
{
    private const int Shoppers = 200;
    private const int RowsRead = 10_000;

    /// <summary>Makes the demo's shop, measures, and prints a line a round and the ratio of the medians.</summary>
    public async Task PrintAsync(TextWriter output, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var shoppers = await MakeShopAsync(folder.Path, cancellationToken);
        await MeasureAsync(folder.Path, isMeasured: true, shoppers, cancellationToken);
        List<double> without = [], with = [];
        await output.WriteLineAsync("round  median without, µs  median with, µs");
        for (var round = 1; round <= rounds; round++)
        {
            // The second of a pair finds a warmer process, so that the ways take turns in that too.
            var isMeasuredFirst = round % 2 == 0;
            var first = await MeasureAsync(folder.Path, isMeasuredFirst, shoppers, cancellationToken);
            var second = await MeasureAsync(folder.Path, !isMeasuredFirst, shoppers, cancellationToken);
            without.Add(isMeasuredFirst ? second : first);
            with.Add(isMeasuredFirst ? first : second);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{round,5}  {without[^1],18:F1}  {with[^1],15:F1}"));
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"ratio of the medians of {rounds} rounds of {requests} answers: {Median(with) / Median(without):F3}"));
    }

    private static async Task<IReadOnlyList<string>> MakeShopAsync(string folder, CancellationToken cancellationToken)
    {
        await using var app = await StartAsync(folder, isMeasured: false, cancellationToken);
        await app.Services.GetRequiredService<DemoRun>().RunAsync(cancellationToken);
        var rows = await app.Services.GetRequiredService<IInteractionLog>().ReadAsync(0, RowsRead, cancellationToken);
        await app.StopAsync(cancellationToken);
        return [.. rows.Select(row => row.Interaction.UserId).Distinct(StringComparer.Ordinal).Take(Shoppers)];
    }

    /// <summary>Median of the answers, in microseconds, once every shopper's grain is active.</summary>
    private async Task<double> MeasureAsync(
        string folder, bool isMeasured, IReadOnlyList<string> shoppers, CancellationToken cancellationToken)
    {
        await using var app = await StartAsync(folder, isMeasured, cancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var took = new double[requests];
        for (var request = -requests / 2; request < requests; request++)
        {
            var shopper = shoppers[Math.Abs(request) % shoppers.Count];
            var begun = time.GetTimestamp();
            await client.GetByteArrayAsync(
                new Uri($"/v1/users/{Uri.EscapeDataString(shopper)}/recommendations", UriKind.Relative),
                cancellationToken);
            if (request >= 0)
                took[request] = time.GetElapsedTime(begun).TotalMicroseconds;
        }

        await app.StopAsync(cancellationToken);
        return Median(took);
    }

    private static async Task<WebApplication> StartAsync(
        string folder, bool isMeasured, CancellationToken cancellationToken)
    {
        var app = GatewayApplication.Build(GatewayArguments.Parse(
        [
            "--urls", "http://127.0.0.1:0", "--data", folder, $"--Ayni:Telemetry:Prometheus={isMeasured}",
            "--Logging:LogLevel:Default=Error",
        ]));
        await app.StartAsync(cancellationToken);
        return app;
    }

    private static double Median(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
