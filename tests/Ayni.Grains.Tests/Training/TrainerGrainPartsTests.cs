using Ayni.Domain.Interactions;
using Ayni.Domain.Models;
using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Models;
using Ayni.Grains.Tests.Shops;
using Ayni.Grains.Training;
using Ayni.Recommenders;

namespace Ayni.Grains.Tests.Training;

/// <summary>A run fits neighbour parts, learns their weights, and publishes what wins.</summary>
public sealed class TrainerGrainPartsTests
{
    private static readonly TrainingOptions Judged = TrainingShop.Options with { JudgedShare = 0.5, MinSupport = 1 };

    [Fact]
    public async Task Start_Judged_PublishesTheBlendWithItsParts()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 2);

        var status = await shop.TrainAsync(Judged);

        Assert.Equal(TrainingPhase.Completed, status.Phase);
        Assert.Equal(
            "60 judged users are few: the figures are of two-fold cross-validation over users, and rough.",
            status.Message);
        var artifact = await ArtifactAsync(shop, status);
        Assert.Superset(
            new HashSet<string> { PartNames.ItemKnn, PartNames.Transitions, PartNames.BoughtTogether },
            artifact.Parts.Select(part => part.Name).ToHashSet());
        Assert.True(artifact.FindPart(PartNames.BoughtTogether)!.Neighbours.EntryCount > 0);
        Assert.All(artifact.PartWeights, weight => Assert.Equal(status.Metrics[$"weight.{weight.Key}"], weight.Value));
        Assert.Equal(artifact.WeightOf(PartNames.Ease) > 0, artifact.FindPart(PartNames.Ease) is not null);
        Assert.True(
            status.Metrics["blend.ndcg@10.low"] > status.Metrics["popularity.ndcg@10"], "No better than popularity.");
        Assert.Equal(60, status.Metrics["judged.users"]);
        Assert.Equal(60, status.Metrics["learning.users"]);
        Assert.Equal(1, status.Metrics["judged.cross-validated"]);
        Assert.Equal(artifact.ItemCount, artifact.Evidence.Shoppers.Length);
        Assert.True(artifact.Evidence.Shoppers.Max() > 5);
    }

    [Fact]
    public async Task Start_Judged_ComparesEveryPart()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1);

        var status = await shop.TrainAsync(Judged);

        var rows = status.Comparison.ToDictionary(row => row.Name);
        Assert.Equal(
            ["als", "blend", "bought-together", "ease", "item-knn", "popularity", "transitions"],
            rows.Keys.Order(StringComparer.Ordinal));
        Assert.All(rows.Values, row => Assert.InRange(row.Ndcg, row.NdcgLow, row.NdcgHigh));
        Assert.Equal(rows.Values.Select(row => row.Ndcg).OrderDescending(), status.Comparison.Select(row => row.Ndcg));
        Assert.True(rows["blend"].IsPublished);
        Assert.Null(rows["blend"].Weight);
        Assert.All(
            rows.Values.Where(row => row.Weight is not null), row => Assert.Equal(row.Weight > 0, row.IsPublished));
        Assert.Equal(
            status.Comparison.AsEnumerable(), ComparedPart.ListOf((await shop.PublishedAsync(status.RunId!)).Metrics));
    }

    [Theory]
    [InlineData(2, 4)]
    [InlineData(1, 7)]
    public async Task Start_SilosAndBlocks_GiveTheSameParts(short silos, int blocks)
    {
        await using var one = await TrainingShop.OpenAsync(silos: 1);
        await using var other = await TrainingShop.OpenAsync(silos);

        var first = await one.TrainAsync(Judged with { Blocks = 1 });
        var second = await other.TrainAsync(Judged with { Blocks = blocks });

        Assert.Equal(first.Metrics.ToDictionary(), second.Metrics.ToDictionary());
        var (expected, actual) = (await one.PublishedAsync(first.RunId!), await other.PublishedAsync(second.RunId!));
        Assert.Equal((expected.ContentHash, expected.PartsHash), (actual.ContentHash, actual.PartsHash));
        Assert.NotEqual("", actual.PartsHash);
    }

    [Fact]
    public async Task Start_NothingBeatsPopularity_PublishesPopularityAndSaysSo()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1, filled: false);

        // Everybody ends with the best-seller after something odd that nobody else met: there is nothing to learn.
        for (var user = 0; user < 40; user++)
        {
            await shop.Cluster.AppendAsync(
                SampleShop.Event($"a{user}", $"u{user}", $"odd{user}", timestamp: SampleShop.Start),
                SampleShop.Event($"b{user}", $"v{user}", "hit", timestamp: SampleShop.Start),
                SampleShop.Event($"c{user}", $"u{user}", "hit", timestamp: SampleShop.Start.AddDays(1)));
        }

        var status = await shop.TrainAsync(new TrainingOptions { Rank = 2, Sweeps = 1, Blocks = 2, JudgedShare = 0.5 });

        Assert.Equal(TrainingPhase.Completed, status.Phase);
        Assert.StartsWith("Popularity is published", status.Message, StringComparison.Ordinal);
        Assert.Contains("tune", status.Message, StringComparison.Ordinal);
        var artifact = await ArtifactAsync(shop, status);
        Assert.Equal([KeyValuePair.Create(PartNames.Popularity, 1.0)], artifact.PartWeights);
        Assert.Null(artifact.FindPart(PartNames.Ease));
        Assert.True(status.Comparison.Single(row => row.Name == PartNames.Popularity).IsPublished);
        Assert.False(status.Comparison.Single(row => row.Name == "blend").IsPublished);
        Assert.Equal(status.RunId, await shop.Cluster.Registry.GetActiveVersion());
    }

    [Fact]
    public async Task Start_Unjudged_PublishesAlsAndWhatProductPagesNeed()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1);

        var artifact = await ArtifactAsync(shop, await shop.TrainAsync(TrainingShop.Options));

        Assert.Equal(ModelArtifact.AlsAlone.AsEnumerable(), artifact.PartWeights);
        Assert.Equal(
            [PartNames.ItemKnn, PartNames.Transitions, PartNames.BoughtTogether],
            artifact.Parts.Select(part => part.Name));
    }

    [Fact]
    public async Task Start_PartsSwitchedOff_FitsWithoutThem()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1);

        var status = await shop.TrainAsync(Judged with
        {
            Ease = false,
            Transitions = false,
            BoughtTogether = false,
            Blend = false,
            Neighbours = 3,
        });

        Assert.Equal(
            ["als", "blend", "item-knn", "popularity"],
            status.Comparison.Select(row => row.Name).Order(StringComparer.Ordinal));
        Assert.Equal(1, status.Metrics["weight.als"]);
        Assert.Equal(status.Metrics["als.ndcg@10"], status.Metrics["blend.ndcg@10"]);
        var part = Assert.Single((await ArtifactAsync(shop, status)).Parts);
        Assert.InRange(Enumerable.Range(0, status.Products).Max(part.Neighbours.RowLength), 1, 3);
    }

    [Fact]
    public async Task Start_AfterABlend_MeasuresTheActiveBlendAsItServes()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1);
        await shop.Cluster.AppendAsync([.. Crowd.Interactions()]);
        await shop.TrainAsync(Judged);

        var again = await shop.TrainAsync(Judged);

        // The same options and log: the active version is the very model that is judged, folded in.
        Assert.Equal(again.Metrics["blend.ndcg@10"], again.Metrics["active.ndcg@10"], 1e-6);
        Assert.Equal("active", again.Comparison[^1].Name);
        Assert.Equal(0, again.Metrics["judged.cross-validated"]);
        Assert.Equal(again.Metrics["judged.users"], again.Metrics["compared.users"]);
        Assert.Equal(0, again.Metrics["compared.difference"], 1e-6);
        Assert.Null(again.Message);
    }

    [Fact]
    public async Task Restart_WholeClusterWhilePartsAreWritten_FitsThemAgainWithTheSameBits()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 2);
        var undisturbed = await shop.TrainAsync(Judged);
        var expected = await shop.PublishedAsync(undisturbed.RunId!);
        var hold = shop.Gate.HoldWrite(write => write.Key.EndsWith("parts.safetensors", StringComparison.Ordinal));
        var started = await shop.Trainer.Start(Judged);
        await hold.Reached.Task.WaitAsync(TrainingShop.Patience);
        Assert.Equal(TrainingPhase.Fit, (await shop.Trainer.GetStatus()).Phase);

        foreach (var silo in shop.Cluster.Cluster.Silos.ToArray())
            await shop.Cluster.Cluster.KillSiloAsync(silo);
        hold.Lose();
        await shop.RestartAsync(silos: 1);
        var ended = shop.WhenCleanedUp();
        Assert.Equal(started.RunId, (await shop.Trainer.GetStatus()).RunId);
        await ended.WaitAsync(TrainingShop.Patience);

        var status = await shop.Trainer.GetStatus();
        Assert.Equal((TrainingPhase.Completed, undisturbed.Message), (status.Phase, status.Message));
        var version = await shop.PublishedAsync(status.RunId!);
        Assert.Equal((expected.ContentHash, expected.PartsHash), (version.ContentHash, version.PartsHash));
    }

    [Fact]
    public async Task Cancel_WhileFitting_Stops()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1);
        var hold = shop.Gate.HoldWrite(write => write.Key.EndsWith("parts.safetensors", StringComparison.Ordinal));
        await shop.Trainer.Start(Judged);
        await hold.Reached.Task.WaitAsync(TrainingShop.Patience);

        var cancelled = await shop.Trainer.Cancel();
        hold.Release();

        Assert.Equal(TrainingPhase.Cancelled, cancelled.Phase);
        Assert.Null(await shop.Cluster.Registry.GetActiveVersion());
    }

    [Fact]
    public async Task ShopperHistory_OfEveryUser_IsWhatTrainingMadeOfTheLog()
    {
        await using var shop = await TrainingShop.OpenAsync(silos: 1);
        var options = TrainingShop.Options with
        {
            ActivityDamping = 0.3,
            ConfidenceScale = 4,
            Weights = new InteractionWeights { HalfLife = TimeSpan.FromHours(6), NewestPerUser = 9 },
        };
        var status = await shop.TrainAsync(options);
        var artifact = await ArtifactAsync(shop, status);
        var (snapshot, histories) = await TrainedOnAsync(shop, options, artifact.ReferenceTime);

        for (var user = 0; user < snapshot.UserIds.Length; user++)
        {
            var rows = await shop.Cluster.Log.ReadNewestByUserAsync(
                snapshot.UserIds[user], options.Weights.NewestPerUser);
            Assert.Equal(histories.Of(user), ShopperHistory.Of(artifact, rows));
        }
    }

    private static async Task<(Snapshot Snapshot, ShopperHistories Histories)> TrainedOnAsync(
        TrainingShop shop, TrainingOptions options, DateTimeOffset referenceTime)
    {
        var builder = new SnapshotBuilder(options, referenceTime);
        var head = await shop.Cluster.Log.GetHeadAsync();
        await foreach (var row in shop.Cluster.Log.ReadByUserAsOfAsync(head, options.Weights.NewestPerUser))
            builder.Add(row);
        var snapshot = builder.Build();
        return (snapshot, new ShopperHistories(snapshot.ByUser, AlsOptions.From(options), snapshot.Events));
    }

    private static async Task<ModelArtifact> ArtifactAsync(TrainingShop shop, TrainingStatus status) =>
        ModelArtifact.FromSafeTensors(
            (await shop.Cluster.Models.ReadAsync(ModelKeys.Items(ModelNames.Default, status.RunId!)))!);
}
