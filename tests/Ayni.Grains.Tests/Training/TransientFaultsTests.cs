using System.Globalization;
using Ayni.Domain.Errors;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Training;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime.Messaging;
using Orleans.Storage;

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
    public async Task RetryAsync_SecondAttempt_IsMadeWhereTheFirstWas()
    {
        var faults = new TransientFaults(new TrainingHostOptions(), _clock);
        var turns = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        var schedulers = new List<TaskScheduler>();

        var call = Task.Factory.StartNew(
            () => faults.RetryAsync(
                attempt =>
                {
                    schedulers.Add(TaskScheduler.Current);
                    return attempt == 1 ? throw new TimeoutException() : Task.FromResult(attempt);
                },
                default),
            CancellationToken.None, TaskCreationOptions.None, turns).Unwrap();
        while (!call.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        Assert.Equal(2, await call);
        Assert.All(schedulers, scheduler => Assert.Same(turns, scheduler));
    }

    public static TheoryData<Exception, bool> Faults => new()
    {
        { new SiloUnavailableException(), true },
        { new ConnectionFailedException("refused"), true },
        { new GatewayTooBusyException(), true },
        { new TimeoutException(), true },
        { new IOException(), true },
        { new OperationCanceledException(), true },
        { new ObjectDisposedException("silo"), true },
        { new InconsistentStateException("another wrote"), false },
        { new LostFactorsException("gone"), false },
        { new AyniException(ErrorCodes.ModelRefused, "no"), false },
        { new InvalidDataException(), false },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void IsTransient_Fault_IsAskedAgainWhereThatCanHelp(Exception fault, bool isTransient) =>
        Assert.Equal(isTransient, TransientFaults.IsTransient(fault));

    [Fact]
    public async Task IsTransient_WhatACallToAKilledSiloThrows_IsAskedAgain()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 2);
        var hold = shop.Gate.HoldWrite(write => write.IsCheckpoint(2) && !shop.IsPrimary(write.Silo));
        await shop.Trainer.Start(TrainingShop.Options);
        var held = await hold.Reached.Task.WaitAsync(TrainingShop.Patience);
        var block = held.Key.Split('/') is [_, var model, var id, .., var number, _]
            ? new FactorBlockKey(model, id, RunPlan.SideOf(2), int.Parse(number, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException(held.Key);
        var call = shop.Cluster.Service<IGrainFactory>().GetGrain<IFactorBlockGrain>(block.ToString()).WhenStored(2);

        await shop.KillAsync(held.Silo);
        hold.Lose();

        var fault = await Assert.ThrowsAsync<SiloUnavailableException>(() => call.WaitAsync(TrainingShop.Patience));
        Assert.True(TransientFaults.IsTransient(fault));
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
