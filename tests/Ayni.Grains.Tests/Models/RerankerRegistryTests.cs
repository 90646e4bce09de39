using System.Text;
using Ayni.Domain.Errors;
using Ayni.Domain.Models;
using Ayni.Domain.Scenarios;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Models;
using Ayni.Grains.Tests.Shops;

namespace Ayni.Grains.Tests.Models;

/// <summary>A version's re-ranker in the registry, and in the answers of two silos.</summary>
public sealed class RerankerRegistryTests : IAsyncLifetime
{
    private ShopCluster _shop = null!;
    private TrainedModel _model = null!;

    public async Task InitializeAsync()
    {
        _shop = await ShopCluster.StartAsync(new ShopClusterOptions { Silos = 2 });
        await SampleShop.FillAsync(_shop);
        _model = await TrainedModel.FitAsync(_shop.Log);
        await _model.PublishAsync(_shop);
    }

    public Task DisposeAsync() => _shop.DisposeAsync().AsTask();

    [Fact]
    public async Task SetReranker_OfTheActiveVersion_OrdersListsAndGivesTheScoresOutAnew()
    {
        var before = await AnswersAsync();
        await PublishAsync(SampleReranker.Of(_model.Artifact));

        var after = await AnswersAsync();
        var kept = await AnswersAsync(new() { Patch = new ScenarioPatch { Reranks = false } });

        Assert.Equal(Lines(before), Lines(kept));
        var half = _model.Artifact.ItemCount / 2;
        Assert.Contains(after, answer => answer.Items.Any(item => _model.Artifact.IndexOf(item.ProductId) < half));
        foreach (var (answer, old) in after.Zip(before).Where(pair => pair.First.Items.Length > 0))
        {
            var isDear = answer.Items.Select(item => _model.Artifact.IndexOf(item.ProductId) >= half).ToArray();
            Assert.Equal(isDear.OrderByDescending(dear => dear), isDear);
            Assert.Equal(answer.Items.OrderByDescending(item => item.Score), answer.Items);
            Assert.Equal(old.Items[0].Score, answer.Items[0].Score);
        }
    }

    [Fact]
    public async Task SetReranker_Pages_GiveEachProductOnceInOneOrder()
    {
        await PublishAsync(SampleReranker.Of(_model.Artifact));
        var user = SampleShop.UserId(1);
        var whole = await _shop.User(user).Recommend(new() { Count = 8 });

        var first = await _shop.User(user).Recommend(new() { Count = 4 });
        var second = await _shop.User(user).Recommend(new() { Count = 4, Cursor = first.NextCursor });

        Assert.Equal(
            whole.Items.Select(item => item.ProductId),
            first.Items.Concat(second.Items).Select(item => item.ProductId));
    }

    [Fact]
    public async Task SetReranker_WhatCannotServe_IsRefusedAndChangesNothing()
    {
        var sample = SampleReranker.Of(_model.Artifact);
        await RequireRefusedAsync(ErrorCodes.NotFound, "v9", sample);
        await RequireRefusedAsync(ErrorCodes.NotFound, "v1", sample);
        await sample.WriteAsync(_shop, "v1", Encoding.UTF8.GetBytes("nothing"));
        await RequireRefusedAsync(ErrorCodes.Invalid, "v1", sample);
        await sample.WriteAsync(_shop, "v1", SampleReranker.Of(_model.Artifact, "v0").Reranker.ToSafeTensors());
        await RequireRefusedAsync(ErrorCodes.Invalid, "v1", sample);

        Assert.Null((await _shop.Registry.Get()).Versions.Single().Reranker);
    }

    [Fact]
    public async Task Activate_RerankerThatIsDamagedByNow_AnswersAsThePartsOrderAndSaysSo()
    {
        var before = await AnswersAsync();
        var sample = SampleReranker.Of(_model.Artifact);
        await PublishAsync(sample);
        await (await TrainedModel.FitAsync(_shop.Log, "v2")).PublishAsync(_shop);
        await sample.WriteAsync(_shop, "v1", OtherSet(sample.Reranker.ToSafeTensors()));

        await _shop.Registry.Activate("v1");

        Assert.Equal(Lines(before), Lines(await AnswersAsync()));
        var serving = _shop.Service<ServingModel>();
        Assert.Null(serving.Reranker);
        Assert.Contains("feature_set is '0'", serving.RerankerProblem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SetReranker_Null_TakesItAwayWithItsFile()
    {
        var before = await AnswersAsync();
        var sample = SampleReranker.Of(_model.Artifact);
        await PublishAsync(sample);

        var view = await _shop.Registry.SetReranker("v1", null);

        Assert.Null(view.Versions.Single().Reranker);
        Assert.Equal(Lines(before), Lines(await AnswersAsync()));
        Assert.Empty(await _shop.Models.ListAsync(
            ModelKeys.Reranker(ModelNames.Default, "v1", sample.Record.ContentHash)));
    }

    private async Task PublishAsync(SampleReranker sample)
    {
        await sample.WriteAsync(_shop, "v1");
        var view = await _shop.Registry.SetReranker("v1", sample.Record);
        Assert.Equal(sample.Record, view.Versions.Single(version => version.Version == "v1").Reranker);
    }

    private async Task RequireRefusedAsync(string code, string version, SampleReranker sample)
    {
        var refusal = await Assert.ThrowsAsync<AyniException>(
            () => _shop.Registry.SetReranker(version, sample.Record));
        Assert.Equal(code, refusal.Code);
    }

    private static byte[] OtherSet(byte[] file)
    {
        "\"feature_set\":\"0\""u8.CopyTo(file.AsSpan(file.AsSpan().IndexOf("\"feature_set\":\""u8)));
        return file;
    }

    private async Task<IReadOnlyList<RecommendationAnswer>> AnswersAsync(RecommendationRequest? request = null)
    {
        List<RecommendationAnswer> answers = [];
        for (var user = 0; user < SampleShop.Users; user++)
            answers.Add(await _shop.User(SampleShop.UserId(user)).Recommend(request ?? new()));
        return answers;
    }

    private static IEnumerable<(string ProductId, double Score)> Lines(IEnumerable<RecommendationAnswer> answers) =>
        answers.SelectMany(answer => answer.Items).Select(item => (item.ProductId, item.Score));
}
