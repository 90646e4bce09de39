using System.Globalization;
using Ayni.Cluster.Tests.Answers;
using Ayni.Cluster.Tests.Pressure;
using Ayni.Cluster.Tests.Processes;
using Ayni.Testing;

namespace Ayni.Cluster.Tests.Measurements;

/// <summary>
/// Posts events to a gateway on SQLite as fast as clients on the same machine can, and prints where its memory is:
/// files that are mapped, the collector's heap, and what the runtime has committed for it.
/// </summary>
internal static class PressureMeasurement
{
    private const int Clients = 64;
    private const string HeapMetric = "dotnet_gc_last_collection_heap_size_bytes";
    private const string CommittedMetric = "dotnet_gc_last_collection_memory_committed_size_bytes";
    private const double BytesPerMegabyte = 1024 * 1024;
    private static readonly TimeSpan Pressed = TimeSpan.FromSeconds(4);
    private const int Rounds = 6;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(int perRequest, IReadOnlyDictionary<string, string> settings)
    {
        using var folder = new TemporaryFolder();
        var member = Member.Gateway("gateway");
        var environment = new Dictionary<string, string>(settings)
        {
            ["Ayni__DataDirectory"] = Path.Combine(folder.Path, "data"),
            ["urls"] = $"{member.Address}",
        };
        using var gateway = AyniProcess.StartGateway(
            member.Name, new ServerSettings(folder.Path, environment), member.Address);
        await gateway.WaitUntilUpAsync();
        Console.WriteLine("| after | events/s | resident | mapped files | rest | heap after collection | committed |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        await TellAsync(gateway, "start", 0);
        using var load = new PressureLoad(member.Address, "pressed", perRequest);
        for (var round = 1; round <= Rounds; round++)
        {
            var taken = await load.SaturateAsync(Clients, Pressed);
            await TellAsync(gateway, $"{round * Pressed.TotalSeconds} s", taken * perRequest);
        }

        using var timer = new PeriodicTimer(Idle);
        await timer.WaitForNextTickAsync();
        await TellAsync(gateway, $"{Idle.TotalSeconds} s idle", 0);
    }

    private static async Task TellAsync(AyniProcess gateway, string after, double rate)
    {
        var memory = ResidentMemory.Of(gateway);
        var heap = await StageTimes.ValueAsync(gateway, HeapMetric) / BytesPerMegabyte;
        var committed = await StageTimes.ValueAsync(gateway, CommittedMetric) / BytesPerMegabyte;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {after} | {rate:F0} | {memory.All:F0} MB | {memory.Mapped:F0} MB | {memory.Own:F0} MB | {heap:F0} MB "
            + $"| {committed:F0} MB |"));
    }
}
