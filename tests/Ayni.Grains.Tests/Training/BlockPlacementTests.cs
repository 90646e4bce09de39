using System.Net;
using Ayni.Domain.Models;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Training;

namespace Ayni.Grains.Tests.Training;

/// <summary>The blocks of a run lie evenly on the silos, and stay where they are.</summary>
public sealed class BlockPlacementTests
{
    private const int Blocks = 6;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Pick_AnyNumberOfSilos_SpreadsTheBlocksEvenly(int count)
    {
        var silos = SilosOf(count);

        var picked = Enumerable.Range(0, 13).Select(block => BlockPlacementDirector.Pick(KeyOf("run", block), silos));

        var counts = picked.CountBy(silo => silo).Select(silo => silo.Value).ToArray();
        Assert.Equal(count, counts.Length);
        Assert.InRange(counts.Max() - counts.Min(), 0, 1);
    }

    [Fact]
    public void Pick_SilosInAnotherOrder_IsTheSame()
    {
        var silos = SilosOf(4);

        for (var block = 0; block < 8; block++)
        {
            Assert.Equal(
                BlockPlacementDirector.Pick(KeyOf("run", block), silos),
                BlockPlacementDirector.Pick(KeyOf("run", block), [.. silos.Reverse()]));
        }
    }

    [Fact]
    public void Pick_OneBlockOfManyRuns_UsesAllSilos()
    {
        var silos = SilosOf(3);

        var picked = Enumerable.Range(0, 40).Select(
            run => BlockPlacementDirector.Pick(KeyOf($"run-{run}", 0), silos));

        Assert.Equal(3, picked.Distinct().Count());
    }

    [Fact]
    public async Task Kill_OneOfThreeSilos_MovesItsBlocksAlone()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 3);
        SiloAddress? trainer = null;
        var hold = shop.Gate.HoldWrite(write =>
        {
            if (write.IsPlan)
                trainer = write.Silo;
            return write.IsCheckpoint(2) && !write.Silo.Equals(trainer) && !shop.IsPrimary(write.Silo);
        });
        var run = await shop.Trainer.Start(TrainingShop.Options with { Blocks = Blocks });
        var lost = (await hold.Reached.Task.WaitAsync(TrainingShop.Patience)).Silo;
        var before = await PlacesAsync(shop, run.RunId!);

        var ended = shop.WhenCleanedUp();
        var later = shop.Gate.HoldWrite(write => write.IsCheckpoint(5));
        await shop.KillAsync(lost);
        hold.Lose();
        await later.Reached.Task.WaitAsync(TrainingShop.Patience);
        var after = await PlacesAsync(shop, run.RunId!);
        later.Release();
        await ended.WaitAsync(TrainingShop.Patience);

        foreach (var side in before.GroupBy(place => place.Key.Side))
            Assert.All(side.CountBy(place => place.Value), silo => Assert.Equal(Blocks / 3, silo.Value));
        foreach (var (block, silo) in before)
        {
            if (silo.Equals(lost))
                Assert.NotEqual(lost, after[block]);
            else
                Assert.Equal(silo, after[block]);
        }

        Assert.Equal(TrainingPhase.Completed, (await shop.Trainer.GetStatus()).Phase);
    }

    private static async Task<Dictionary<FactorBlockKey, SiloAddress>> PlacesAsync(TrainingShop shop, string runId)
    {
        var management = shop.Cluster.Grains.GetGrain<IManagementGrain>(0);
        var places = new Dictionary<FactorBlockKey, SiloAddress>();
        foreach (var side in new[] { FactorSide.Users, FactorSide.Products })
        {
            for (var number = 0; number < Blocks; number++)
            {
                var key = new FactorBlockKey(ModelNames.Default, runId, side, number);
                var block = shop.Cluster.Grains.GetGrain<IFactorBlockGrain>(key.ToString());
                places[key] = (await management.GetActivationAddress(block))!;
            }
        }

        return places;
    }

    private static FactorBlockKey KeyOf(string run, int block) => new("default", run, FactorSide.Users, block);

    private static SiloAddress[] SilosOf(int count) =>
        [.. Enumerable.Range(0, count).Select(silo => SiloAddress.New(IPAddress.Loopback, 11_111 + silo, 1))];
}
