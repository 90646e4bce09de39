using Ayni.Domain.Catalog;
using Ayni.Domain.Users;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Tests.Shops;
using Ayni.Testing;

namespace Ayni.Grains.Tests.Users;

/// <summary>Grains hold nothing that the stores do not.</summary>
public sealed class RestartTests
{
    [Fact]
    public async Task Recommend_AfterARestart_IsTheSame()
    {
        using var folder = new TemporaryFolder();
        var options = new ShopClusterOptions { DataDirectory = folder.Path };
        List<RecommendationAnswer> before;
        await using (var shop = await ShopCluster.StartAsync(options))
        {
            await SampleShop.FillAsync(shop);
            await (await TrainedModel.FitAsync(shop.Log)).PublishAsync(shop);
            await shop.User(SampleShop.UserId(1)).PutProfile(new UserProfile { ConsentsToPersonalization = false });
            await shop.Product("p000").Patch(new ProductPatch { Stock = 0 });
            before = await AnswersAsync(shop);
        }

        await using var again = await ShopCluster.StartAsync(options);
        var after = await AnswersAsync(again);

        Assert.Equal(Lines(before), Lines(after));
        Assert.Equal(RecommendationSource.Popularity, after[1].Source);
        Assert.All(after, answer => Assert.Equal("v1", answer.ModelVersion));
    }

    [Fact]
    public async Task Recommend_AfterASiloWasKilled_IsTheSame()
    {
        await using var shop = await ShopCluster.StartAsync(new ShopClusterOptions { Silos = 2 });
        await SampleShop.FillAsync(shop);
        await (await TrainedModel.FitAsync(shop.Log)).PublishAsync(shop);
        var before = await AnswersAsync(shop);

        await shop.Cluster.KillSiloAsync(shop.Cluster.SecondarySilos[0]);
        await shop.Cluster.WaitForLivenessToStabilizeAsync(didKill: true);

        Assert.Equal(Lines(before), Lines(await AnswersAsync(shop)));
    }

    private static async Task<List<RecommendationAnswer>> AnswersAsync(ShopCluster shop)
    {
        List<RecommendationAnswer> answers = [];
        for (var user = 0; user < 20; user++)
            answers.Add(await shop.User(SampleShop.UserId(user)).Recommend(new()));
        return answers;
    }

    private static IEnumerable<(string, string, double)> Lines(IEnumerable<RecommendationAnswer> answers) =>
        answers.SelectMany(answer => answer.Items.Select(item => (answer.UserId, item.ProductId, item.Score)));
}
