using System.Globalization;
using Ayni.Cluster.Tests.Processes;
using Ayni.Testing;

namespace Ayni.Cluster.Tests.Answers;

/// <summary>
/// Measures answers of a gateway as a process on SQLite under load that waits for no answer, the load on the same
/// machine. Prints a table: a row a catalogue.
/// </summary>
internal sealed class AnswerMeasurement(AnswerMeasurementOptions options)
{
    private const int FirstStep = 2;
    private const int Halvings = 4;
    private const double MicrosecondsPerSecond = 1e6;
    private const double BytesPerKilobyte = 1024;
    private static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(10);

    /// <summary>Measures and prints.</summary>
    public async Task RunAsync()
    {
        using var temporary = options.Folder is null ? new TemporaryFolder() : null;
        var folder = options.Folder ?? temporary!.Path;
        var log = await GowallaLog.ReadAsync();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Rate} requests/s for {options.Duration.TotalSeconds} s after {options.WarmUp.TotalSeconds} s; "
            + $"{Environment.ProcessorCount} processors, load average {LoadAverage()} before."));
        Console.WriteLine(
            "| catalogue | p50 | p99 | errors, refused, degraded, partial | processor an answer | allocated an answer "
            + $"| collections, paused | most requests/s at p99 ≤ {Bound.TotalMilliseconds} ms | stages, mean |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var catalogue in options.Catalogues)
        {
            var shop = new MeasuredShop(catalogue, folder);
            await shop.PrepareAsync(log);
            using var gateway = await shop.StartAsync();
            using var load = new OpenLoop(gateway.Http!.BaseAddress!, log.Shoppers);
            Console.WriteLine(await RowAsync(catalogue, gateway, load));
            await gateway.SignalAsync("TERM");
        }

        Console.WriteLine($"Load average {LoadAverage()} after.");
    }

    private async Task<string> RowAsync(MeasuredCatalogue catalogue, AyniProcess gateway, OpenLoop load)
    {
        await load.RunAsync(options.Rate, options.WarmUp);
        var (stagesBefore, costBefore) = (await StageTimes.ReadAsync(gateway), await ServerCost.ReadAsync(gateway));
        var times = await load.RunAsync(options.Rate, options.Duration);
        var cost = (await ServerCost.ReadAsync(gateway)).Since(costBefore);
        var stages = (await StageTimes.ReadAsync(gateway))
            .Select(stage => (stage.Key, Before: stagesBefore.GetValueOrDefault(stage.Key), After: stage.Value))
            .Where(stage => stage.After.Calls > stage.Before.Calls)
            .Select(stage => Line(stage.Key, stage.Before, stage.After, times.Answers));
        var most = options.SearchesRate ? $"{await MostAsync(load)}" : "–";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {catalogue.Name} | {times.Median.TotalMilliseconds:F1} ms "
            + $"| {times.NinetyNinth.TotalMilliseconds:F1} ms "
            + $"| {times.Errors}, {times.Refused}, {times.Degraded}, {times.Partial} of {times.Answers} "
            + $"| {cost.Processor.TotalMilliseconds / times.Answers:F2} ms "
            + $"| {cost.Allocated / times.Answers / BytesPerKilobyte:F0} KB "
            + $"| {cost.Collections:F0}, {cost.Paused.TotalMilliseconds:F0} ms "
            + $"| {most} | {string.Join("; ", stages)} |");
    }

    // Doubles until it is too much, then halves what is between; 0: even the first rate is too much.
    private async Task<int> MostAsync(OpenLoop load)
    {
        var (good, bad) = (0, 0);
        for (var rate = options.Rate / FirstStep; bad == 0; rate *= 2)
        {
            if (await HoldsAsync(load, rate))
                good = rate;
            else
                bad = rate;
        }

        for (var halving = 0; halving < Halvings; halving++)
        {
            var rate = (good + bad) / 2;
            if (await HoldsAsync(load, rate))
                good = rate;
            else
                bad = rate;
        }

        return good;
    }

    private static async Task<bool> HoldsAsync(OpenLoop load, int rate)
    {
        var times = await load.RunAsync(rate, Probe);
        return times.NinetyNinth <= Bound && times is { Errors: 0, Refused: 0, Degraded: 0 };
    }

    private static string LoadAverage() => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3));

    private static string Line(
        string stage, (double Seconds, double Calls) before, (double Seconds, double Calls) after, int answers)
    {
        var calls = after.Calls - before.Calls;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{stage} {MicrosecondsPerSecond * (after.Seconds - before.Seconds) / calls:F0} µs × {calls / answers:F2}");
    }
}
