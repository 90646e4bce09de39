using System.Diagnostics;
using Ayni.Domain.Interactions;
using Ayni.Storage.Tests.Interactions;
using Ayni.Testing;

namespace Ayni.Storage.Tests.Crashes;

/// <summary>
/// Processes that delete by age, killed with SIGKILL one after another, leave whole batches: nothing else is lost, and
/// the report counts each deleted interaction once.
/// </summary>
public sealed class RetentionCrashTests : IDisposable
{
    private const int Kills = 6;
    private const int Old = 4_000;
    private const int Kept = 1_000;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task DeleteAsync_ProcessesKilled_LoseNothingElseAndCountEachOnce()
    {
        var old = Samples.Views("old-", Old);
        var kept = Samples.Views("kept-", Kept, "u2").Select(view => view with { Type = InteractionType.Purchase });
        await using (var storage = await OpenAsync())
        {
            // One kept after each four old ones.
            await storage.Log.AppendAsync(
                [.. old.Chunk(Old / Kept).Zip(kept).SelectMany(some => some.First.Append(some.Second))]);
        }

        for (var kill = 1; kill <= Kills; kill++)
        {
            await RunAsync($"run-{kill}", killAfterLines: 5 * kill);
            await AssertLedgerAsync();
        }

        await RunAsync("last", killAfterLines: int.MaxValue);
        Assert.Equal((0, Old), await AssertLedgerAsync());
        await using var after = await OpenAsync();
        Assert.All(await after.Log.AppendAsync(old), result => Assert.True(result.IsDuplicate));
        Assert.Equal(Kept, (await after.Log.ReadAsync(0, int.MaxValue)).Count);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(int Left, long Deleted)> AssertLedgerAsync()
    {
        await using var storage = await OpenAsync();
        var rows = await storage.Log.ReadAsync(0, int.MaxValue);
        var deleted = (await storage.Retention.ReadAsync()) is [var report] ? report.DeletedInAll : 0;
        var left = rows.Count(row => row.Interaction.Type == InteractionType.View);
        Assert.Equal(Old, left + deleted);
        var kept = rows.Where(row => row.Interaction.Type == InteractionType.Purchase).ToList();
        Assert.Equal(
            Enumerable.Range(1, Kept).Select(i => ((long)i * 5, $"kept-{i}")),
            kept.Select(row => (row.Position, row.Interaction.EventId)));
        Assert.Equal(deleted, (await storage.Erased.ReadErasedAsync(0, int.MaxValue)).Count);
        return (left, deleted);
    }

    private Task<AyniStorage> OpenAsync() => AyniStorage.OpenAsync(
        new StorageOptions { DataDirectory = _folder.Path }, TimeProvider.System);

    private async Task RunAsync(string run, int killAfterLines)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "exec", typeof(Program).Assembly.Location, Program.Retain, _folder.Path, run },
            RedirectStandardOutput = true,
        };
        using var child = Process.Start(start)!;
        for (var lines = 0; await child.StandardOutput.ReadLineAsync() is not null; lines++)
        {
            if (lines == killAfterLines)
                child.Kill();
        }

        await child.WaitForExitAsync();
        Assert.Equal(killAfterLines == int.MaxValue, child.ExitCode == 0);
    }
}
