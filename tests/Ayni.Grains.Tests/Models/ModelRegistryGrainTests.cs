using Ayni.Domain.Errors;
using Ayni.Domain.Models;
using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Models;
using Ayni.Grains.Tests.Shops;

namespace Ayni.Grains.Tests.Models;

public sealed class ModelRegistryGrainTests : IAsyncLifetime
{
    private ShopCluster _shop = null!;

    public async Task InitializeAsync()
    {
        _shop = await ShopCluster.StartAsync(new ShopClusterOptions { Silos = 2 });
        await SampleShop.FillAsync(_shop);
    }

    public Task DisposeAsync() => _shop.DisposeAsync().AsTask();

    [Fact]
    public async Task GetActiveVersion_NothingPublished_IsNull()
    {
        Assert.Null(await _shop.Registry.GetActiveVersion());
        Assert.Empty((await _shop.Registry.Get()).Versions);
    }

    [Fact]
    public async Task Activate_AndRollback_SwitchAllAnswersAtOnce()
    {
        await PublishAsync("v1", TrainedModel.SmallOptions);
        var first = await AnswersAsync();
        await PublishAsync("v2", TrainedModel.SmallOptions with { Regularization = 1, Seed = 7 });
        var second = await AnswersAsync();

        var view = await _shop.Registry.Activate("v1");
        var back = await AnswersAsync();

        Assert.Equal(("v1", "v2"), (view.ActiveVersion, view.PreviousVersion));
        Assert.Equal(["v2", "v1"], view.Versions.Select(version => version.Version));
        Assert.All(first, answer => Assert.Equal("v1", answer.ModelVersion));
        Assert.All(second, answer => Assert.Equal("v2", answer.ModelVersion));
        Assert.NotEqual(Scores(first), Scores(second));
        Assert.Equal(Scores(first), Scores(back));
    }

    [Fact]
    public async Task Activate_TheActiveOne_ChangesNothing()
    {
        await PublishAsync("v1", TrainedModel.SmallOptions);
        await PublishAsync("v2", TrainedModel.SmallOptions);

        var view = await _shop.Registry.Activate("v2");

        Assert.Equal(("v2", "v1"), (view.ActiveVersion, view.PreviousVersion));
    }

    [Fact]
    public async Task Activate_Unknown_IsNotFound()
    {
        var refusal = await Assert.ThrowsAsync<AyniException>(() => _shop.Registry.Activate("v9"));

        Assert.Equal(ErrorCodes.NotFound, refusal.Code);
    }

    [Fact]
    public async Task Publish_WithoutFiles_IsRefusedAndChangesNothing()
    {
        await PublishAsync("v1", TrainedModel.SmallOptions);
        var missing = TrainedModel.VersionOf((await TrainedModel.FitAsync(_shop.Log, "v2")).Artifact);

        var refusal = await Assert.ThrowsAsync<AyniException>(() => _shop.Registry.Publish(missing));

        Assert.Equal(ErrorCodes.NotFound, refusal.Code);
        Assert.Equal("v1", await _shop.Registry.GetActiveVersion());
        Assert.Single((await _shop.Registry.Get()).Versions);
    }

    [Fact]
    public async Task Publish_UnreadableFile_DoesNotSwitch()
    {
        await PublishAsync("v1", TrainedModel.SmallOptions);
        var broken = TrainedModel.VersionOf((await TrainedModel.FitAsync(_shop.Log, "v2")).Artifact);
        await _shop.Models.WriteAsync(ModelKeys.Items(ModelNames.Default, "v2"), new byte[] { 1, 2, 3 });

        await Assert.ThrowsAnyAsync<Exception>(() => _shop.Registry.Publish(broken));

        Assert.Equal("v1", await _shop.Registry.GetActiveVersion());
        Assert.Equal("v1", (await _shop.User(SampleShop.UserId(1)).Recommend(new())).ModelVersion);
    }

    [Fact]
    public async Task Publish_MoreThanAreKept_PrunesTheOldestWithTheirFiles()
    {
        for (var version = 1; version <= ModelRegistryGrain.MaxVersions + 2; version++)
            await PublishAsync($"v{version}", TrainedModel.SmallOptions with { Sweeps = 1, Rank = 2 });

        var view = await _shop.Registry.Get();

        Assert.Equal(ModelRegistryGrain.MaxVersions, view.Versions.Length);
        Assert.DoesNotContain("v2", view.Versions.Select(version => version.Version));
        Assert.Empty(await _shop.Models.ListAsync(ModelKeys.Prefix(ModelNames.Default, "v2")));
        Assert.NotEmpty(await _shop.Models.ListAsync(ModelKeys.Prefix(ModelNames.Default, "v3")));
    }

    [Fact]
    public async Task Recommend_AcrossSilos_IsTheSameAsInOne()
    {
        await PublishAsync("v1", TrainedModel.SmallOptions);
        var two = await AnswersAsync();
        await using var one = await ShopCluster.StartAsync();
        await SampleShop.FillAsync(one);
        await (await TrainedModel.FitAsync(one.Log)).PublishAsync(one);

        List<RecommendationAnswer> alone = [];
        for (var user = 0; user < SampleShop.Users; user++)
            alone.Add(await one.User(SampleShop.UserId(user)).Recommend(new()));

        Assert.Equal(Scores(alone), Scores(two));
    }

    private async Task PublishAsync(string version, TrainingOptions options) =>
        await (await TrainedModel.FitAsync(_shop.Log, version, options)).PublishAsync(_shop);

    private async Task<IReadOnlyList<RecommendationAnswer>> AnswersAsync()
    {
        List<RecommendationAnswer> answers = [];
        for (var user = 0; user < SampleShop.Users; user++)
            answers.Add(await _shop.User(SampleShop.UserId(user)).Recommend(new()));
        return answers;
    }

    private static IEnumerable<(string ProductId, double Score)> Scores(IEnumerable<RecommendationAnswer> answers) =>
        answers.SelectMany(answer => answer.Items).Select(item => (item.ProductId, item.Score));
}
