using Ayni.Domain.Interactions;
using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Models;
using Ayni.GrainInterfaces.Training;

namespace Ayni.Grains.Tests.Training;

/// <summary>A run searches its options, trains with the best, and replaces only what is no better.</summary>
public sealed class TrainerGrainSearchTests
{
    private static readonly TrainingOptions Searched = TrainingShop.Options with
    {
        JudgedShare = 0.5,
        MinSupport = 1,
        Positives = PositiveKind.Auto,
        Search = new SearchOptions { Fixed = [nameof(TrainingOptions.Sweeps)] },
    };

    [Fact]
    public async Task Start_Searched_PublishesTheChosenOptionsWithTheTable()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 2);

        var status = await shop.TrainAsync(Searched);

        Assert.Equal(TrainingPhase.Completed, status.Phase);
        var search = status.Search!;
        Assert.Equal("All trials were made.", search.End);
        Assert.Equal((60, 120), (search.JudgedUsers, search.FittedUsers));
        Assert.Equal((SearchSource.Defaults, 6), (search.Trials[0].Source, search.Trials[0].Rank));
        Assert.All(search.Trials, trial => Assert.NotNull(trial.Ndcg));
        var chosen = search.Trials[search.Chosen[0]];
        Assert.Equal(
            (chosen.Rank, chosen.Regularization, chosen.UnobservedWeight, 3, PositiveKind.Purchases),
            (status.Options!.Rank, status.Options.Regularization, status.Options.UnobservedWeight,
                status.Options.Sweeps, status.Options.Positives));
        var version = await shop.PublishedAsync(status.RunId!);
        Assert.Equal((status.Options, null), (version.Options, version.Options.Search));
        Assert.Equal(search.Trials.AsEnumerable(), version.Search!.Trials);
    }

    [Fact]
    public async Task Start_ChosenOptionsAskedForAgain_GiveTheSameBits()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1);
        var first = await shop.TrainAsync(Searched);

        var again = await shop.TrainAsync(first.Options!);

        Assert.Null(again.Search);
        Assert.Equal(
            HashesOf(await shop.PublishedAsync(first.RunId!)), HashesOf(await shop.PublishedAsync(again.RunId!)));
    }

    [Fact]
    public async Task Restart_WholeClusterInTheSearch_ChoosesTheSame()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 2);
        var undisturbed = await shop.TrainAsync(Searched);
        var expected = await shop.PublishedAsync(undisturbed.RunId!);
        await using var other = await TrainingShop.OpenAsync(silos: 2);
        var plans = 0;
        var hold = other.Gate.HoldWrite(
            write => write.Key.EndsWith("plan.json", StringComparison.Ordinal) && Interlocked.Increment(ref plans) > 1);
        var started = await other.Trainer.Start(Searched);
        await hold.Reached.Task.WaitAsync(TrainingShop.Patience);
        Assert.Equal(TrainingPhase.Search, (await other.Trainer.GetStatus()).Phase);

        foreach (var silo in other.Cluster.Cluster.Silos.ToArray())
            await other.Cluster.Cluster.KillSiloAsync(silo);
        hold.Lose();
        await other.RestartAsync(silos: 1);
        var ended = other.WhenCleanedUp();
        Assert.Equal(started.RunId, (await other.Trainer.GetStatus()).RunId);
        await ended.WaitAsync(TrainingShop.Patience);

        var version = await other.PublishedAsync(started.RunId!);
        Assert.Equal((expected.Options, HashesOf(expected)), (version.Options, HashesOf(version)));
    }

    [Fact]
    public async Task Cancel_InTheSearch_Stops()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1);
        var plans = 0;
        var hold = shop.Gate.HoldWrite(
            write => write.Key.EndsWith("plan.json", StringComparison.Ordinal) && Interlocked.Increment(ref plans) > 1);
        await shop.Trainer.Start(Searched);
        await hold.Reached.Task.WaitAsync(TrainingShop.Patience);

        var cancelled = await shop.Trainer.Cancel();
        hold.Release();

        Assert.Equal(TrainingPhase.Cancelled, cancelled.Phase);
        Assert.NotEmpty(cancelled.Search!.Trials);
        Assert.Null(await shop.Cluster.Registry.GetActiveVersion());
    }

    [Fact]
    public async Task Start_WorseThanTheActiveVersion_IsRefusedUnlessForced()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1);
        await shop.Cluster.AppendAsync([.. Crowd.Interactions()]);
        var good = await shop.TrainAsync(TrainingShop.Options with { JudgedShare = 0.5, MinSupport = 1 });
        var bad = TrainingShop.Options with
        {
            Rank = 1,
            Sweeps = 1,
            Regularization = 1_000,
            JudgedShare = 0.5,
            Blend = false,
        };

        var refused = await shop.TrainAsync(bad);
        var active = await shop.Cluster.Registry.GetActiveVersion();
        var forced = await shop.TrainAsync(bad with { Force = true });

        Assert.Equal((TrainingPhase.Refused, good.RunId), (refused.Phase, active));
        Assert.StartsWith($"Worse than the active version {good.RunId}", refused.Message, StringComparison.Ordinal);
        Assert.True(refused.Metrics["compared.difference.high"] < 0);
        Assert.True(refused.Metrics["compared.users"] >= 200);
        Assert.Equal(TrainingPhase.Completed, forced.Phase);
        Assert.Equal(forced.RunId, await shop.Cluster.Registry.GetActiveVersion());
        Assert.Contains("published all the same", forced.Message, StringComparison.Ordinal);
    }

    private static (string Factors, string Parts) HashesOf(ModelVersion version) =>
        (version.ContentHash, version.PartsHash);
}
