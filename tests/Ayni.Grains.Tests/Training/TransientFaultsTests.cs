using Ayni.Domain.Errors;
using Ayni.Grains.Training;
using Microsoft.Extensions.Time.Testing;

namespace Ayni.Grains.Tests.Training;

public sealed class TransientFaultsTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task RetryAsync_LostThenAnswered_GivesTheAnswer()
    {
        var faults = new TransientFaults(new TrainingHostOptions(), _clock);
        var attempts = 0;

        var call = faults.RetryAsync(
            attempt => (attempts = attempt) < 3 ? throw new TimeoutException() : Task.FromResult(attempt), default);
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        _clock.Advance(TimeSpan.FromMilliseconds(200));

        Assert.Equal(3, await call);
    }

    [Fact]
    public async Task RetryAsync_Refusal_IsNotAskedAgain()
    {
        var faults = new TransientFaults(new TrainingHostOptions(), _clock);
        var attempts = 0;

        await Assert.ThrowsAsync<AyniException>(() => faults.RetryAsync<int>(
            attempt =>
            {
                attempts = attempt;
                throw new AyniException(ErrorCodes.ModelRefused, "no");
            },
            default));

        Assert.Equal(1, attempts);
    }

    [Fact]
    public async Task RetryAsync_AttemptsUsedUp_Throws()
    {
        var faults = new TransientFaults(new TrainingHostOptions { MaxAttempts = 1 }, _clock);

        await Assert.ThrowsAsync<TimeoutException>(
            () => faults.RetryAsync<int>(_ => throw new TimeoutException(), default));
    }

    [Fact]
    public async Task RetryAsync_CancelledWhileWaiting_StopsAtOnce()
    {
        var faults = new TransientFaults(new TrainingHostOptions(), _clock);
        using var cancel = new CancellationTokenSource();
        var never = new TaskCompletionSource<int>();

        var call = faults.RetryAsync(_ => never.Task, cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public void DelayAfter_Attempts_DoublesUpToTheLimit()
    {
        var options = new TrainingHostOptions();

        Assert.Equal(TimeSpan.FromMilliseconds(100), options.DelayAfter(1));
        Assert.Equal(TimeSpan.FromMilliseconds(400), options.DelayAfter(3));
        Assert.Equal(TimeSpan.FromSeconds(5), options.DelayAfter(1000));
    }
}
