using Ayni.Domain.Interactions;
using Ayni.Domain.Models;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Models;
using Ayni.Grains.Tests.Shops;
using Ayni.Grains.Training;
using Ayni.Grains.Users;

namespace Ayni.Grains.Tests.Training;

/// <summary>The factors are those of the plain loop of the library, bit for bit, however the work is spread.</summary>
public sealed class TrainerGrainBitsTests
{
    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 4)]
    [InlineData(4, 4)]
    [InlineData(2, 1)]
    [InlineData(2, 2)]
    [InlineData(2, 7)]
    public async Task Start_SilosAndBlocks_GivesThePlainLoopsFactors(short silos, int blocks)
    {
        await using var shop = await TrainingShop.OpenAsync(silos);
        var options = TrainingShop.Options with { Blocks = blocks };
        var plain = await TrainedModel.FitAsync(shop.Cluster.Log, options: options);

        var status = await shop.TrainAsync(options);

        Assert.Equal((TrainingPhase.Completed, null), (status.Phase, status.Message));
        var version = await shop.PublishedAsync(status.RunId!);
        var (ids, factors) = shop.TrainedUsers(status);
        Assert.Equal(BlockCheckpoint.HashOf(plain.Artifact.ItemFactors), version.ContentHash);
        Assert.Equal(plain.UserIds, ids);
        Assert.Equal(plain.UserFactors, factors);
        Assert.Equal(blocks, status.BlocksTotal);
        Assert.Equal(0, status.BlocksRedone);
    }

    [Theory]
    [InlineData(1L)]
    [InlineData(TimeSpan.TicksPerDay)]
    public async Task Start_CheckpointsMeanwhileOrNotAtAll_GivesThePlainLoopsFactors(long intervalTicks)
    {
        await using var shop = await TrainingShop.OpenAsync(2, checkpointInterval: new TimeSpan(intervalTicks));
        var plain = await TrainedModel.FitAsync(shop.Cluster.Log, options: TrainingShop.Options);

        var status = await shop.TrainAsync(TrainingShop.Options);

        Assert.Equal((TrainingPhase.Completed, null), (status.Phase, status.Message));
        Assert.Equal(plain.UserFactors, shop.TrainedUsers(status).Factors);
        Assert.Equal(TrainingShop.Options.Sweeps, status.Losses.Length);
        Assert.Equal(0, status.BlocksRedone);
    }

    [Fact]
    public async Task Start_EveryUserOfTheModel_FoldsInToTheTrainedFactor()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 2);
        var options = TrainingShop.Options with
        {
            ActivityDamping = 0.3,
            Weights = new InteractionWeights { HalfLife = TimeSpan.FromHours(6), NewestPerUser = 9 },
        };

        var status = await shop.TrainAsync(options);

        var file = await shop.Cluster.Models.ReadAsync(ModelKeys.Items(ModelNames.Default, status.RunId!));
        var model = new ServedModel(ModelArtifact.FromSafeTensors(file!));
        var (ids, factors) = shop.TrainedUsers(status);
        Assert.Equal(TrainingShop.Users, ids.Length);
        for (var user = 0; user < ids.Length; user++)
        {
            var history = await shop.Cluster.Log.ReadNewestByUserAsync(ids[user], options.Weights.NewestPerUser);
            Assert.Equal(
                factors.AsSpan(user * options.Rank, options.Rank).ToArray(), FoldIn.Solve(model, history)!.Factor);
        }
    }

    [Fact]
    public async Task Start_InteractionsAppendedMeanwhile_TrainsOnThePositionOfTheStart()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1);
        var head = await shop.Cluster.Log.GetHeadAsync();
        var plain = await TrainedModel.FitAsync(shop.Cluster.Log, options: TrainingShop.Options);
        var snapshot = shop.Gate.HoldWrite(write => write.Key.EndsWith("rows.csr", StringComparison.Ordinal));
        var ended = shop.WhenCleanedUp();

        var started = await shop.Trainer.Start(TrainingShop.Options);
        await shop.Cluster.AppendAsync(
            SampleShop.Event("late", "u000", "p113"), SampleShop.Event("later", "new", "new"));
        snapshot.Release();
        await ended.WaitAsync(TrainingShop.Patience);

        var version = await shop.PublishedAsync(started.RunId!);
        Assert.Equal(head, version.AsOfPosition);
        Assert.Equal(BlockCheckpoint.HashOf(plain.Artifact.ItemFactors), version.ContentHash);
    }

    [Fact]
    public async Task Start_OlderPosition_TrainsOnThatPosition()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1);
        var position = await shop.Cluster.Log.GetHeadAsync();
        var plain = await TrainedModel.FitAsync(shop.Cluster.Log, options: TrainingShop.Options);
        await shop.Cluster.AppendAsync(SampleShop.Event("late", "u000", "p113"));

        var status = await shop.TrainAsync(TrainingShop.Options with { AsOfPosition = position });

        var version = await shop.PublishedAsync(status.RunId!);
        Assert.Equal(BlockCheckpoint.HashOf(plain.Artifact.ItemFactors), version.ContentHash);
    }

    [Fact]
    public async Task Start_OneSilo_ReadsEachBlockOnceAHalfSweep()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1);

        await shop.TrainAsync(TrainingShop.Options);

        // Each half-sweep but the first reads the other side; judge and publisher read the users' last factors.
        var reads = TrainingShop.Options.Blocks * RunPlan.HalfSweepsOf(TrainingShop.Options);
        Assert.Equal(reads, shop.Cluster.Service<FactorCache>().BlockReads);
    }
}
