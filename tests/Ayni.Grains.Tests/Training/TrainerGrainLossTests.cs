using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Models;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Tests.Shops;
using Ayni.Grains.Training;

namespace Ayni.Grains.Tests.Training;

/// <summary>A run that loses silos, or all of them, ends with the bits of an undisturbed one.</summary>
public sealed class TrainerGrainLossTests
{
    /// <summary>In the middle: the second half-sweep of the products, some of its blocks done and some not.</summary>
    private const int HalfSweep = 4;

    /// <summary>Every half-sweep is stored before the next begins, or while the next is solved.</summary>
    private const long Before = 0, Meanwhile = 1;

    /// <summary>Nothing is stored but the last two half-sweeps, of which this is the first.</summary>
    private const long Never = TimeSpan.TicksPerDay;
    private const int FirstOfLast = 6;

    private static readonly TrainingOptions SevenBlocks = TrainingShop.Options with { Blocks = 7 };

    [Theory]
    [InlineData(Before, HalfSweep)]
    [InlineData(Meanwhile, HalfSweep)]
    [InlineData(Never, FirstOfLast)]
    public async Task Kill_SiloOfABlockInTheMiddleOfASweep_GivesTheSameBits(long intervalTicks, int halfSweep)
    {
        await using var shop = await TrainingShop.OpenAsync(4, checkpointInterval: new TimeSpan(intervalTicks));
        var expected = await ExpectedAsync(shop);
        SiloAddress? trainer = null;
        var ended = shop.WhenCleanedUp();
        var hold = shop.Gate.HoldWrite(write =>
        {
            if (write.IsPlan)
                trainer = write.Silo;
            return (write.IsCheckpoint(halfSweep - 1) || write.IsCheckpoint(halfSweep))
                && !write.Silo.Equals(trainer) && !shop.IsPrimary(write.Silo);
        });

        await shop.Trainer.Start(SevenBlocks);
        var lost = await hold.Reached.Task.WaitAsync(TrainingShop.Patience);
        await shop.KillAsync(lost.Silo);
        hold.Lose();
        await ended.WaitAsync(TrainingShop.Patience);

        var status = await shop.Trainer.GetStatus();
        Assert.Equal((TrainingPhase.Completed, null), (status.Phase, status.Message));
        Assert.Equal(expected, (await shop.PublishedAsync(status.RunId!)).ContentHash);

        // What was not stored is done again, and of what is lost meanwhile some twice.
        Assert.InRange(status.BlocksRedone, 1, intervalTicks == Before ? SevenBlocks.Blocks : int.MaxValue);
    }

    [Theory]
    [InlineData(Before, HalfSweep)]
    [InlineData(Meanwhile, HalfSweep)]
    [InlineData(Never, FirstOfLast)]
    public async Task Kill_SiloOfTheTrainerInTheMiddleOfASweep_GivesTheSameBits(long intervalTicks, int halfSweep)
    {
        await using var shop = await TrainingShop.OpenAsync(3, checkpointInterval: new TimeSpan(intervalTicks));
        var expected = await ExpectedAsync(shop);
        var (trainer, silo) = await shop.TrainerOffPrimaryAsync();
        var ended = shop.WhenCleanedUp();
        var hold = shop.Gate.HoldWrite(write => write.IsCheckpoint(halfSweep));

        var started = await trainer.Start(SevenBlocks);
        var held = await hold.Reached.Task.WaitAsync(TrainingShop.Patience);
        await shop.KillAsync(silo);
        if (held.Silo.Equals(silo))
            hold.Lose();
        else
            hold.Release();

        // Whoever asks activates the trainer elsewhere; without anybody the reminder does it within a minute.
        Assert.Equal(started.RunId, (await trainer.GetStatus()).RunId);
        await ended.WaitAsync(TrainingShop.Patience);

        var status = await trainer.GetStatus();
        Assert.Equal((TrainingPhase.Completed, null), (status.Phase, status.Message));
        var registry = shop.Cluster.Grains.GetGrain<IModelRegistryGrain>(trainer.GetPrimaryKeyString());
        Assert.Equal(expected, Assert.Single((await registry.Get()).Versions).ContentHash);
        Assert.Equal(SevenBlocks.Sweeps, status.SweepsDone);
        Assert.Equal([1, 2, 3], status.Losses.Select(loss => loss.Sweep));
    }

    [Fact]
    public async Task Kill_SiloOfTheTrainerAndNobodyAsks_TheReminderTakesTheRunUp()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 2);
        var (trainer, silo) = await shop.TrainerOffPrimaryAsync();
        var ended = shop.WhenCleanedUp();
        var hold = shop.Gate.HoldWrite(write => write.IsCheckpoint(HalfSweep));
        await trainer.Start(SevenBlocks);
        await hold.Reached.Task.WaitAsync(TrainingShop.Patience);

        await shop.KillAsync(silo);
        hold.Lose();

        // Whoever takes the reminder over may do so after the clock has moved, and then waits for the next time.
        using var patience = new CancellationTokenSource(TrainingShop.Patience);
        while (!ended.IsCompleted && !patience.IsCancellationRequested)
        {
            shop.ReminderClock.Advance(TimeSpan.FromMinutes(1));
            await shop.Cluster.Registry.Get();
        }

        await ended.WaitAsync(TimeSpan.Zero);

        var status = await trainer.GetStatus();
        Assert.True(status.Phase == TrainingPhase.Completed, status.Message);
    }

    [Theory]
    [InlineData(1, Before, HalfSweep)]
    [InlineData(2, Before, HalfSweep)]
    [InlineData(2, Meanwhile, HalfSweep)]
    [InlineData(2, Never, FirstOfLast)]
    public async Task Restart_WholeClusterInTheMiddleOfASweep_GoesOnWithTheSameBits(
        short silosAfterwards, long intervalTicks, int halfSweep)
    {
        await using var shop = await TrainingShop.OpenAsync(2, checkpointInterval: new TimeSpan(intervalTicks));
        var expected = await ExpectedAsync(shop);
        var hold = shop.Gate.HoldWrite(write => write.IsCheckpoint(halfSweep));
        var started = await shop.Trainer.Start(TrainingShop.Options);
        await hold.Reached.Task.WaitAsync(TrainingShop.Patience);

        foreach (var silo in shop.Cluster.Cluster.Silos.ToArray())
            await shop.Cluster.Cluster.KillSiloAsync(silo);
        hold.Lose();
        await shop.RestartAsync(silosAfterwards);
        var ended = shop.WhenCleanedUp();
        Assert.Equal(started.RunId, (await shop.Trainer.GetStatus()).RunId);
        await ended.WaitAsync(TrainingShop.Patience);

        var status = await shop.Trainer.GetStatus();
        Assert.Equal((TrainingPhase.Completed, null), (status.Phase, status.Message));
        Assert.Equal(expected, (await shop.PublishedAsync(status.RunId!)).ContentHash);
    }

    private static async Task<string> ExpectedAsync(TrainingShop shop)
    {
        var plain = await TrainedModel.FitAsync(shop.Cluster.Log, options: TrainingShop.Options);
        return BlockCheckpoint.HashOf(plain.Artifact.ItemFactors);
    }
}
