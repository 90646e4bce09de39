using System.Text.RegularExpressions;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Telemetry;

/// <summary>What <c>/metrics</c> said.</summary>
/// <param name="Names">Names of samples, as Prometheus stores them.</param>
/// <param name="Labels">Names of their labels.</param>
internal sealed partial record Scrape(IReadOnlySet<string> Names, IReadOnlySet<string> Labels)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    /// <summary>Reads the metrics until names are among them: some are counted after the answer they count.</summary>
    public static async Task<Scrape> UntilHoldsAsync(GatewayClient client, IReadOnlyCollection<string> names)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(Period);
        while (true)
        {
            var scrape = Of((await client.GetAsync("/metrics")).Text);
            if (names.All(scrape.Names.Contains) || patience.IsCancellationRequested)
                return scrape;
            await timer.WaitForNextTickAsync();
        }
    }

    private static Scrape Of(string text)
    {
        var samples = text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToArray();
        return new Scrape(
            samples.Select(line => line.Split('{', ' ')[0]).ToHashSet(StringComparer.Ordinal),
            samples.SelectMany(line => LabelNames().Matches(line)).Select(match => match.Groups[1].Value)
                .ToHashSet(StringComparer.Ordinal));
    }

    [GeneratedRegex("[{,]([a-zA-Z_]\\w*)=\"")]
    private static partial Regex LabelNames();
}
