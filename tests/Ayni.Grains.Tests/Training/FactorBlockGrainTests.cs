using Ayni.Domain.Models;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Training;

namespace Ayni.Grains.Tests.Training;

/// <summary>A block answers what it was asked before without solving it again.</summary>
public sealed class FactorBlockGrainTests
{
    [Fact]
    public async Task Solve_AfterTheRunWentBackASweep_IsAnsweredFromMemory()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1, checkpointInterval: TimeSpan.FromDays(1));
        var ended = shop.WhenCleanedUp();
        var held = shop.Gate.HoldWrite(write => write.IsCheckpoint(7));
        var run = await shop.Trainer.Start(TrainingShop.Options);
        await held.Reached.Task.WaitAsync(TrainingShop.Patience);
        var key = new FactorBlockKey(ModelNames.Default, run.RunId!, RunPlan.SideOf(7), Block: 0);
        var block = shop.Cluster.Grains.GetGrain<IFactorBlockGrain>(key.ToString());

        var before = await block.Solve(new HalfSweepOrder(7, Stores: false));
        var older = await block.Solve(new HalfSweepOrder(5, Stores: false));
        var again = await block.Solve(new HalfSweepOrder(7, Stores: false));

        Assert.Equal((5, true), (older.HalfSweep, older.FromCheckpoint));
        Assert.Equal((7, true), (again.HalfSweep, again.FromCheckpoint));
        Assert.Equal([.. before.ObservedByChunk], again.ObservedByChunk.ToArray());
        held.Release();
        await ended.WaitAsync(TrainingShop.Patience);
        Assert.Equal(TrainingPhase.Completed, (await shop.Trainer.GetStatus()).Phase);
    }
}
