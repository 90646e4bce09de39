using System.Globalization;
using Ayni.Cluster.Tests.Processes;

namespace Ayni.Cluster.Tests.Answers;

/// <summary>What a gateway has used so far, as the kernel and its own metrics have it.</summary>
/// <param name="Processor">Time on processors.</param>
/// <param name="Allocated">Bytes allocated on the managed heap.</param>
/// <param name="Collections">Collections, those that went on beside the program's work too.</param>
/// <param name="Paused">Time that the program stood still for them.</param>
internal sealed record ServerCost(TimeSpan Processor, double Allocated, double Collections, TimeSpan Paused)
{
    private const string CollectionsMetric = "dotnet_gc_collections_total";
    private const string PausedMetric = "dotnet_gc_pause_time_seconds_total";
    private const string AllocatedMetric = "dotnet_gc_heap_total_allocated_bytes_total";
    private const int UserTicks = 11;
    private const double TicksPerSecond = 100;

    /// <summary>Reads both.</summary>
    public static async Task<ServerCost> ReadAsync(AyniProcess gateway)
    {
        // After the name, which may hold anything but ends with the last bracket, fields are numbered from 0.
        var line = await File.ReadAllTextAsync($"/proc/{gateway.Id}/stat");
        var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(fields[UserTicks], CultureInfo.InvariantCulture)
            + long.Parse(fields[UserTicks + 1], CultureInfo.InvariantCulture);
        return new ServerCost(
            TimeSpan.FromSeconds(ticks / TicksPerSecond),
            await StageTimes.ValueAsync(gateway, AllocatedMetric),
            await StageTimes.ValueAsync(gateway, CollectionsMetric),
            TimeSpan.FromSeconds(await StageTimes.ValueAsync(gateway, PausedMetric)));
    }

    /// <summary>What was used since an earlier reading.</summary>
    public ServerCost Since(ServerCost before) => new(
        Processor - before.Processor,
        Allocated - before.Allocated,
        Collections - before.Collections,
        Paused - before.Paused);
}
