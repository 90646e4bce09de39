using Ayni.Grains.Tests.Shops;
using Ayni.Models;
using Ayni.TrainingRuns;
using Orleans.Runtime;

namespace Ayni.Grains.Tests.TrainingRuns;

/// <summary>A run that loses silos, or all of them, ends with the bits of an undisturbed one.</summary>
public sealed class TrainerGrainLossTests
{
    /// <summary>In the middle: the second half-sweep of the products, some of its blocks done and some not.</summary>
    private const int HalfSweep = 4;

    private static readonly TrainingOptions SevenBlocks = TrainingShop.Options with { Blocks = 7 };

    [Fact]
    public async Task Kill_SiloOfABlockInTheMiddleOfASweep_GivesTheSameBits()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 4);
        var expected = await ExpectedAsync(shop);
        SiloAddress? trainer = null;
        var ended = shop.WhenCleanedUp();
        var hold = shop.Gate.HoldWrite(write =>
        {
            if (write.IsPlan)
                trainer = write.Silo;
            return (write.IsCheckpoint(HalfSweep - 1) || write.IsCheckpoint(HalfSweep))
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
        Assert.InRange(status.BlocksRedone, 1, SevenBlocks.Blocks);
    }

    [Fact]
    public async Task Kill_SiloOfTheTrainerInTheMiddleOfASweep_GivesTheSameBits()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 3);
        var expected = await ExpectedAsync(shop);
        var (trainer, silo) = await TrainerOffPrimaryAsync(shop);
        var ended = shop.WhenCleanedUp();
        var hold = shop.Gate.HoldWrite(write => write.IsCheckpoint(HalfSweep));

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
        var (trainer, silo) = await TrainerOffPrimaryAsync(shop);
        var ended = shop.WhenCleanedUp();
        var hold = shop.Gate.HoldWrite(write => write.IsCheckpoint(HalfSweep));
        await trainer.Start(SevenBlocks);
        await hold.Reached.Task.WaitAsync(TrainingShop.Patience);

        await shop.KillAsync(silo);
        hold.Lose();
        shop.ReminderClock.Advance(TimeSpan.FromMinutes(1));
        await ended.WaitAsync(TrainingShop.Patience);

        Assert.Equal(TrainingPhase.Completed, (await trainer.GetStatus()).Phase);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Restart_WholeClusterInTheMiddleOfASweep_GoesOnWithTheSameBits(short silosAfterwards)
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 2);
        var expected = await ExpectedAsync(shop);
        var hold = shop.Gate.HoldWrite(write => write.IsCheckpoint(HalfSweep));
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

    /// <summary>A trainer on a silo that may be killed: which one that is shows when it clears away old runs.</summary>
    private static async Task<(ITrainerGrain Trainer, SiloAddress Silo)> TrainerOffPrimaryAsync(TrainingShop shop)
    {
        for (var number = 0; ; number++)
        {
            var (name, trainer) = ($"model-{number}", shop.Cluster.Grains.GetGrain<ITrainerGrain>($"model-{number}"));
            var cleared = shop.Gate.WhenAsync(done => done.IsDeletion && done.Key == RunKeys.Model(name));
            await trainer.Start(SevenBlocks);
            await trainer.Cancel();
            var silo = (await cleared.WaitAsync(TrainingShop.Patience)).Silo;
            if (!shop.IsPrimary(silo))
                return (trainer, silo);
        }
    }

    private static async Task<string> ExpectedAsync(TrainingShop shop)
    {
        var plain = await TrainedModel.FitAsync(shop.Cluster.Log, options: TrainingShop.Options);
        return BlockCheckpoint.HashOf(plain.Artifact.ItemFactors);
    }
}
