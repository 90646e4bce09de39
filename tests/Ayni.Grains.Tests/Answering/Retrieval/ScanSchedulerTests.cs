using Ayni.Domain.Errors;
using Ayni.Grains.Answering;
using Microsoft.Extensions.Time.Testing;

namespace Ayni.Grains.Tests.Answering.Retrieval;

public sealed class ScanSchedulerTests : IDisposable
{
    private static readonly AnsweringOptions Options = new();

    private readonly FakeTimeProvider _time = new();
    private readonly ScanScheduler _scans;

    public ScanSchedulerTests() => _scans = new ScanScheduler(Options, _time);

    [Fact]
    public async Task AnswerAsync_WhereItWouldWaitForTooLong_IsRefusedAndTheOthersAreAnswered()
    {
        await _scans.AnswerAsync(() => Take(2 * Environment.ProcessorCount * Options.ScanWait), default);
        using var open = new ManualResetEventSlim();
        var answered = Enumerable.Range(0, Environment.ProcessorCount + 1).Select(number => _scans.AnswerAsync(
            () =>
            {
                open.Wait();
                return number;
            },
            default)).ToArray();

        var refusal = await Assert.ThrowsAsync<AyniException>(() => _scans.AnswerAsync(() => 0, default));
        var patient = _scans.RunAsync(() => -1, default);
        open.Set();

        Assert.Equal(ErrorCodes.Overloaded, refusal.Code);
        Assert.Contains("200 ms", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, answered.Length), await Task.WhenAll(answered));
        Assert.Equal(-1, await patient);
    }

    [Fact]
    public async Task AnswerAsync_OneThatWaitsIsGivenUp_LeavesItsPlaceInTheQueue()
    {
        await _scans.AnswerAsync(() => Take(2 * Environment.ProcessorCount * Options.ScanWait), default);
        using var open = new ManualResetEventSlim();
        var running = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => _scans.AnswerAsync(
            () =>
            {
                open.Wait();
                return 0;
            },
            default)).ToArray();
        using var givenUp = new CancellationTokenSource();
        var waiting = _scans.AnswerAsync(() => 1, givenUp.Token);

        await givenUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        var next = _scans.AnswerAsync(() => 2, default);
        open.Set();

        Assert.Equal(2, await next);
        await Task.WhenAll(running);
    }

    public void Dispose() => _scans.Dispose();

    private int Take(TimeSpan duration)
    {
        _time.Advance(duration);
        return 0;
    }
}
