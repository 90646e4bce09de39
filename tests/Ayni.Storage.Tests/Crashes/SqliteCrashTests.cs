using System.Diagnostics;
using System.Globalization;
using Ayni.Storage.Tests.Interactions;
using Ayni.Testing;

namespace Ayni.Storage.Tests.Crashes;

/// <summary>A process killed with SIGKILL in the middle of appending loses nothing that it acknowledged.</summary>
public sealed class SqliteCrashTests : IDisposable
{
    private const int Rounds = 3;
    private const int AcknowledgedBeforeKill = 400;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task AppendAsync_ProcessKilled_KeepsEveryAcknowledgedEventExactlyOnce()
    {
        var acknowledged = new Dictionary<string, long>();
        for (var round = 0; round < Rounds; round++)
            foreach (var (eventId, position) in await AppendUntilKilledAsync($"run{round}"))
                acknowledged.Add(eventId, position);

        await using var storage = await AyniStorage.OpenAsync(Options, TimeProvider.System);
        var stored = await storage.Log.ReadAsync(0, int.MaxValue);

        Assert.True(acknowledged.Count >= Rounds * AcknowledgedBeforeKill);
        Assert.Equal(Enumerable.Range(1, stored.Count).Select(i => (long)i), stored.Select(row => row.Position));
        Assert.Equal(stored.Count, await storage.Log.GetHeadAsync());
        var positions = stored.ToDictionary(row => row.Interaction.EventId, row => row.Position);
        Assert.All(acknowledged, pair => Assert.Equal(pair.Value, positions[pair.Key]));
    }

    [Fact]
    public async Task AppendAsync_TwoProcessesKilled_KeepWhatEachAcknowledgedInOneOrder()
    {
        var acknowledged = (await Task.WhenAll(AppendUntilKilledAsync("left"), AppendUntilKilledAsync("right")))
            .SelectMany(run => run).ToList();

        await using var storage = await AyniStorage.OpenAsync(Options, TimeProvider.System);
        var stored = await storage.Log.ReadAsync(0, int.MaxValue);

        Assert.Equal(Enumerable.Range(1, stored.Count).Select(i => (long)i), stored.Select(row => row.Position));
        var positions = stored.ToDictionary(row => row.Interaction.EventId, row => row.Position);
        Assert.All(acknowledged, pair => Assert.Equal(pair.Position, positions[pair.EventId]));
    }

    [Fact]
    public async Task AppendAsync_ProcessKilled_KeepsAllOrNothingOfACall()
    {
        await AppendUntilKilledAsync("whole");

        await using var storage = await AyniStorage.OpenAsync(Options, TimeProvider.System);
        var stored = await storage.Log.ReadAsync(0, int.MaxValue);

        // Ids are run-writer-call-number, and call c has 1 + c % 4 events.
        var calls = stored.GroupBy(row => row.Interaction.EventId[..row.Interaction.EventId.LastIndexOf('-')]);
        Assert.All(calls, call =>
        {
            var number = int.Parse(call.Key[(call.Key.LastIndexOf('-') + 1)..], CultureInfo.InvariantCulture);
            Assert.Equal(1 + number % 4, call.Count());
        });
    }

    [Fact]
    public async Task AppendAsync_SentAgainAfterTheKill_AreDuplicates()
    {
        var acknowledged = await AppendUntilKilledAsync("again");

        await using var storage = await AyniStorage.OpenAsync(Options, TimeProvider.System);
        var results = await storage.Log.AppendAsync([.. acknowledged.Select(pair => Samples.View(pair.EventId))]);

        Assert.All(results, result => Assert.True(result.IsDuplicate));
        Assert.Equal(acknowledged.Select(pair => pair.Position), results.Select(result => result.Position));
    }

    public void Dispose() => _folder.Dispose();

    private StorageOptions Options => new() { DataDirectory = _folder.Path };

    private async Task<List<(string EventId, long Position)>> AppendUntilKilledAsync(string run)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "exec", typeof(Program).Assembly.Location, Program.Append, _folder.Path, run },
            RedirectStandardOutput = true,
        };
        using var child = Process.Start(start)!;
        var acknowledged = new List<(string, long)>();
        while (await child.StandardOutput.ReadLineAsync() is { } line)
        {
            // The last line may be cut by the kill; without its end it tells nothing.
            if (line.Split(' ') is [var eventId, var position, AppendingProgram.EndOfLine])
                acknowledged.Add((eventId, long.Parse(position, CultureInfo.InvariantCulture)));
            if (acknowledged.Count == AcknowledgedBeforeKill)
                child.Kill();
        }

        await child.WaitForExitAsync();
        Assert.NotEqual(0, child.ExitCode);
        return acknowledged;
    }
}
