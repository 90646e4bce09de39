using Ayni.Domain.Errors;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Tests.Shops;
using Ayni.Grains.Training;

namespace Ayni.Grains.Tests.Training;

public sealed class TrainerGrainTests
{
    [Fact]
    public async Task GetStatus_NeverStarted_IsIdle()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1, filled: false);

        var status = await shop.Trainer.GetStatus();

        Assert.Equal(TrainingPhase.Idle, status.Phase);
        Assert.Null(status.RunId);
    }

    [Fact]
    public async Task Start_Judged_BeatsPopularityAndPublishesWithItsLineage()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 2);

        var status = await shop.TrainAsync(TrainingShop.Options with { JudgedShare = 0.5 });

        Assert.Equal(TrainingPhase.Completed, status.Phase);
        Assert.StartsWith("60 judged users are few", status.Message, StringComparison.Ordinal);
        Assert.Equal(1, status.Progress);
        Assert.True(
            status.Metrics["als.ndcg@10"] > 1.5 * status.Metrics["popularity.ndcg@10"],
            $"{status.Metrics["als.ndcg@10"]} against {status.Metrics["popularity.ndcg@10"]}");
        var version = await shop.PublishedAsync(status.RunId!);
        Assert.Equal(status.RunId, await shop.Cluster.Registry.GetActiveVersion());
        Assert.Equal(status.Metrics, version.Metrics);
        Assert.Equal(SampleShop.Start.AddMinutes((TrainingShop.Users * 12) - 1), version.ReferenceTime);
        Assert.Equal(TrainingShop.Users, version.Users);
        Assert.Equal((status.Products, status.AsOfPosition), (version.Products, version.AsOfPosition));
    }

    [Fact]
    public async Task Start_Ended_LeavesNoFilesOfTheRun()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1);

        await shop.TrainAsync(TrainingShop.Options);

        Assert.Empty(await shop.Cluster.Models.ListAsync("runs/"));
    }

    [Fact]
    public async Task Start_SecondModel_IsMeasuredBesideTheActiveOneAndCanBeRolledBack()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1);
        var first = await shop.TrainAsync(TrainingShop.Options);
        var second = await shop.TrainAsync(TrainingShop.Options with { Seed = 2, JudgedShare = 0.5 });

        var rolledBack = await shop.Cluster.Registry.Activate(first.RunId!);

        Assert.Equal(TrainingPhase.Completed, second.Phase);
        Assert.InRange(second.Metrics["active.ndcg@10"], 0.01, 1);
        Assert.Equal((first.RunId, second.RunId), (rolledBack.ActiveVersion, rolledBack.PreviousVersion));
        Assert.NotEqual(
            (await shop.PublishedAsync(first.RunId!)).ContentHash,
            (await shop.PublishedAsync(second.RunId!)).ContentHash);
    }

    [Fact]
    public async Task Start_UnderWay_IsRefusedAndStatusAnswers()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1);
        var hold = shop.Gate.HoldWrite(write => write.IsCheckpoint(1));
        var ended = shop.WhenCleanedUp();
        var started = await shop.Trainer.Start(TrainingShop.Options);
        await hold.Reached.Task.WaitAsync(TrainingShop.Patience);

        var refusal = await Assert.ThrowsAsync<AyniException>(() => shop.Trainer.Start(TrainingShop.Options));
        var status = await shop.Trainer.GetStatus();
        hold.Release();
        await ended.WaitAsync(TrainingShop.Patience);

        Assert.Equal(ErrorCodes.Conflict, refusal.Code);
        Assert.Contains(started.RunId!, refusal.Message, StringComparison.Ordinal);
        Assert.Equal((TrainingPhase.Sweep, started.RunId), (status.Phase, status.RunId));
    }

    [Fact]
    public async Task GetStatus_DuringARun_ProgressNeverFalls()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1);
        var ended = shop.WhenCleanedUp();
        var hold = shop.Gate.HoldWrite(write => write.IsCheckpoint(0));
        var seen = new List<TrainingStatus> { await shop.Trainer.Start(TrainingShop.Options) };
        for (var half = 1; half <= RunPlan.HalfSweepsOf(TrainingShop.Options); half++)
        {
            await hold.Reached.Task.WaitAsync(TrainingShop.Patience);
            seen.Add(await shop.Trainer.GetStatus());
            var (held, next) = (hold, half);
            hold = shop.Gate.HoldWrite(write => write.IsCheckpoint(next));
            held.Release();
        }

        await ended.WaitAsync(TrainingShop.Patience);
        seen.Add(await shop.Trainer.GetStatus());

        var progress = seen.ConvertAll(status => status.Progress);
        Assert.Equal(progress.Order(), progress);
        Assert.Equal(1, progress[^1]);
        Assert.Equal(TrainingShop.Options.Sweeps, seen[^1].Losses.Length);
        Assert.All(
            seen[^1].Losses.Zip(seen[^1].Losses.Skip(1)), pair => Assert.True(Total(pair.Second) < Total(pair.First)));
    }

    [Theory]
    [InlineData(0L, 3)]
    [InlineData(1L, 3)]
    [InlineData(TimeSpan.TicksPerDay, 7)]
    public async Task Start_WriteOfACheckpointFails_IsWrittenAgain(long intervalTicks, int halfSweep)
    {
        await using var shop = await TrainingShop.OpenAsync(1, checkpointInterval: new TimeSpan(intervalTicks));
        var hold = shop.Gate.HoldWrite(write => write.IsCheckpoint(halfSweep));
        var ended = shop.WhenCleanedUp();
        await shop.Trainer.Start(TrainingShop.Options);
        await hold.Reached.Task.WaitAsync(TrainingShop.Patience);

        hold.Lose();
        await ended.WaitAsync(TrainingShop.Patience);

        var status = await shop.Trainer.GetStatus();
        Assert.Equal((TrainingPhase.Completed, null), (status.Phase, status.Message));
        Assert.Equal(0, status.BlocksRedone);
    }

    [Fact]
    public async Task Cancel_UnderWay_StopsForGoodAndAllowsAnotherRun()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 2);
        var hold = shop.Gate.HoldWrite(write => write.IsCheckpoint(2));
        await shop.Trainer.Start(TrainingShop.Options);
        await hold.Reached.Task.WaitAsync(TrainingShop.Patience);

        var cancelled = await shop.Trainer.Cancel();
        var again = await shop.Trainer.Cancel();
        hold.Release();

        Assert.Equal(TrainingPhase.Cancelled, cancelled.Phase);
        Assert.Equal((cancelled.Phase, cancelled.RunId, cancelled.EndedAt), (again.Phase, again.RunId, again.EndedAt));
        Assert.Null(await shop.Cluster.Registry.GetActiveVersion());
        var next = await shop.TrainAsync(TrainingShop.Options);
        Assert.Equal((TrainingPhase.Completed, null), (next.Phase, next.Message));
        Assert.NotEqual(cancelled.RunId, next.RunId);
    }

    [Fact]
    public async Task Cancel_NeverStarted_ChangesNothing()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1);

        Assert.Equal(TrainingPhase.Idle, (await shop.Trainer.Cancel()).Phase);
        Assert.Equal(TrainingPhase.Completed, (await shop.TrainAsync(TrainingShop.Options)).Phase);
    }

    [Fact]
    public async Task Stop_FilesOfTheRunBeingDeleted_WaitsForThem()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1);
        var hold = shop.Gate.HoldWrite(done => done.IsDeletion && done.Key.Count(letter => letter == '/') == 3);
        await shop.Trainer.Start(TrainingShop.Options);
        await hold.Reached.Task.WaitAsync(TrainingShop.Patience);

        var restarting = shop.RestartAsync(silos: 1);
        await Assert.ThrowsAsync<TimeoutException>(() => restarting.WaitAsync(TimeSpan.FromSeconds(2)));
        hold.Release();
        await restarting.WaitAsync(TrainingShop.Patience);

        Assert.Equal(TrainingPhase.Completed, (await shop.Trainer.GetStatus()).Phase);
    }

    private static double Total(SweepLoss loss) => loss.Observed + loss.Unobserved + loss.Regularization;
}
