using Ayni.Domain.Errors;
using Ayni.Grains.Answering;
using Microsoft.Extensions.Time.Testing;

namespace Ayni.Grains.Tests.Answering.Retrieval;

public sealed class ScanSchedulerTests : IDisposable
{
    private static readonly AnsweringOptions Options = new();

    private readonly FakeTimeProvider _time = new();
    private readonly ScanScheduler _scans;
    private readonly ManualResetEventSlim _open = new();

    public ScanSchedulerTests() => _scans = new ScanScheduler(Options, _time);

    [Fact]
    public async Task AnswerAsync_NoPlaceForTooLong_IsRefusedAndTheOthersAreAnswered()
    {
        var running = Fill();
        var waiting = AnswerAsync(1);
        var patient = _scans.RunAsync(() => 2, default);

        _time.Advance(Options.ScanWait - TimeSpan.FromMilliseconds(1));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        var refusal = await Assert.ThrowsAsync<AyniException>(() => waiting);
        Assert.Equal(ErrorCodes.Overloaded, refusal.Code);
        Assert.Contains("200 ms", refusal.Message, StringComparison.Ordinal);
        _open.Set();
        Assert.Equal(2, await patient);
        Assert.All(await Task.WhenAll(running), found => Assert.Equal([0], found));
    }

    [Fact]
    public async Task AnswerAsync_APlaceInTime_HasAllScansOfItsAnswerRun()
    {
        var running = Fill();
        var waiting = _scans.AnswerAsync([.. Enumerable.Range(1, 50).Select(scan => (Func<int>)(() => scan))], default);

        _time.Advance(Options.ScanWait - TimeSpan.FromMilliseconds(1));
        _open.Set();
        await Task.WhenAll(running);

        Assert.Equal(Enumerable.Range(1, 50), await waiting);
    }

    [Fact]
    public async Task AnswerAsync_ManyScansWherePlacesAreFew_WaitForEachOtherWithoutALimit()
    {
        var running = _scans.AnswerAsync<int>(
            [.. Enumerable.Range(0, 3 * Environment.ProcessorCount).Select(_ => (Func<int>)Wait)], default);

        _time.Advance(2 * Options.ScanWait);
        _open.Set();

        Assert.Equal(3 * Environment.ProcessorCount, (await running).Length);
    }

    [Fact]
    public async Task AnswerAsync_OneThatWaitsIsGivenUp_TakesNoPlace()
    {
        var running = Fill();
        using var givenUp = new CancellationTokenSource();
        var waiting = _scans.AnswerAsync([() => 1], givenUp.Token);

        await givenUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        _open.Set();
        await Task.WhenAll(running);

        Assert.All(
            await Task.WhenAll(Enumerable.Range(0, 2 * Environment.ProcessorCount).Select(AnswerAsync)),
            found => Assert.Single(found));
    }

    public void Dispose()
    {
        _scans.Dispose();
        _open.Dispose();
    }

    private Task<int[]>[] Fill() =>
        [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => _scans.AnswerAsync<int>([Wait], default))];

    private Task<int[]> AnswerAsync(int number) => _scans.AnswerAsync<int>([() => number], default);

    private int Wait()
    {
        _open.Wait();
        return 0;
    }
}
