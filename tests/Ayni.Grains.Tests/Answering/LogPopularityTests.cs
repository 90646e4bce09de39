using Ayni.Domain.Interactions;
using Ayni.Grains.Answering;
using Ayni.Grains.Tests.Interactions;
using Ayni.Grains.Tests.Shops;
using Ayni.Storage;
using Ayni.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Ayni.Grains.Tests.Answering;

public sealed class LogPopularityTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private AyniStorage _storage = null!;
    private LogPopularity _popularity = null!;

    public async Task InitializeAsync()
    {
        _storage = await AyniStorage.OpenAsync(
            new StorageOptions { DataDirectory = _folder.Path }, TimeProvider.System);
        _popularity = new LogPopularity(
            _storage.Log, new FixedOwnTypes(new CustomInteractionType("quote", 2)), _time);
    }

    public Task DisposeAsync() => _storage.DisposeAsync().AsTask();

    public void Dispose()
    {
        _popularity.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task GetAsync_OwnTypesAndWhatIsTakenBack_CountAsTheyAre()
    {
        await _storage.Log.AppendAsync(
        [
            SampleShop.Event("1", "a", "z", InteractionType.Custom) with { CustomType = "quote" },
            SampleShop.Event("2", "a", "b"),
            SampleShop.Event("3", "b", "b"),
            SampleShop.Event("4", "a", "b", InteractionType.Return),
            SampleShop.Event("5", "a", "c", InteractionType.Cart),
            SampleShop.Event("6", "a", "c", InteractionType.RemoveFromCart),
            SampleShop.Event("7", "a", "d", InteractionType.Dislike),
        ]);

        var count = await _popularity.GetAsync(7);

        Assert.Equal(["b", "c", "d", "z"], count.ProductIds);
        Assert.Equal([0.5f, 0f, 0f, 1f], count.Popularity);
    }

    [Fact]
    public async Task GetAsync_WeightsTypes_AndScalesToTheMostPopular()
    {
        await _storage.Log.AppendAsync(
        [
            SampleShop.Event("1", "a", "z"),
            SampleShop.Event("2", "a", "z", InteractionType.View),
            SampleShop.Event("3", "a", "b", InteractionType.Cart),
            SampleShop.Event("4", "a", null, InteractionType.Search),
        ]);

        var count = await _popularity.GetAsync(4);

        Assert.Equal(["b", "z"], count.ProductIds);
        Assert.Equal([0.5f / 1.25f, 1f], count.Popularity);
    }

    [Fact]
    public async Task GetAsync_EmptyLog_IsEmpty() => Assert.Empty((await _popularity.GetAsync(0)).ProductIds);

    [Fact]
    public async Task GetPositionAsync_SmallGrowth_WaitsForAnEighthOrForTime()
    {
        await AppendAsync(0, 80);
        Assert.Equal(80, await _popularity.GetPositionAsync());
        await AppendAsync(80, 9);
        Assert.Equal(80, await _popularity.GetPositionAsync());
        await AppendAsync(89, 1);
        Assert.Equal(90, await _popularity.GetPositionAsync());
        await AppendAsync(90, 1);
        Assert.Equal(90, await _popularity.GetPositionAsync());

        _time.Advance(LogPopularity.MaxAge);

        Assert.Equal(91, await _popularity.GetPositionAsync());
    }

    private Task<IReadOnlyList<AppendResult>> AppendAsync(int from, int count) => _storage.Log.AppendAsync(
        [.. Enumerable.Range(from, count).Select(n => SampleShop.Event($"e{n}", "u", "p"))]);
}
