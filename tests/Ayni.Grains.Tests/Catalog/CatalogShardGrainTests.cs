using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;
using Ayni.GrainInterfaces.Catalog;
using Ayni.Grains.Hosting;
using Ayni.Grains.Tests.Shops;
using Microsoft.Extensions.DependencyInjection;

namespace Ayni.Grains.Tests.Catalog;

public sealed class CatalogShardGrainTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(CatalogShardOptions.MaxShards + 1)]
    public void Validate_ShardsOutOfRange_IsRefused(int shards) =>
        Assert.Equal(
            ErrorCodes.Invalid,
            Assert.Throws<AyniException>(() => new CatalogShardOptions { Shards = shards }.Validate()).Code);

    [Fact]
    public void Validate_Defaults_AreFourShards() =>
        Assert.Equal(4, new CatalogShardOptions().Validate().Shards);

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task Recommend_AnyNumberOfShards_IsTheSameAnswer(int shards)
    {
        await using var four = await StartAsync(4);
        await using var other = await StartAsync(shards);

        for (var user = 0; user < 20; user++)
        {
            var expected = await four.User(SampleShop.UserId(user)).Recommend(new());
            var actual = await other.User(SampleShop.UserId(user)).Recommend(new());
            Assert.Equal(
                expected.Items.Select(item => (item.ProductId, item.Score)),
                actual.Items.Select(item => (item.ProductId, item.Score)));
        }
    }

    [Fact]
    public async Task Refresh_WhileATableIsBeingLoaded_IsNotLost()
    {
        var gate = new GatedCatalog();
        await using var shop = await ShopCluster.StartAsync(new ShopClusterOptions
        {
            Grains = new AyniGrainsOptions { FollowsLog = false, Shards = new CatalogShardOptions { Shards = 1 } },
            ConfigureServices = services => services.AddSingleton<ICatalogStore>(gate),
        });
        gate.Inner = shop.Catalog;
        await SampleShop.FillAsync(shop);
        var shard = shop.Grains.GetGrain<ICatalogShardGrain>(0);
        var query = new ShardQuery
        {
            ModelName = "default",
            AsOfPosition = await shop.Log.GetHeadAsync(),
            Ranking = ShardRanking.Popularity,
            Count = SampleShop.ProductCount,
        };

        gate.Close();
        var answering = shard.FindTop(query);
        await gate.Reached;
        await shop.Catalog.UpdateAsync("p000", new ProductPatch { Stock = 0 });
        await shard.Refresh(["p000"]);
        gate.Open();

        var answer = await answering;
        Assert.Equal(SampleShop.ProductCount - 1, answer.Eligible);
        Assert.DoesNotContain("p000", answer.Hits.Select(hit => hit.ProductId));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(ShardQuery.MaxCount + 1)]
    public async Task FindTop_CountOutOfRange_IsRefused(int count)
    {
        await using var shop = await ShopCluster.StartAsync();
        var query = new ShardQuery { ModelName = "default", Ranking = ShardRanking.Popularity, Count = count };

        var refusal = await Assert.ThrowsAsync<AyniException>(
            () => shop.Grains.GetGrain<ICatalogShardGrain>(0).FindTop(query));

        Assert.Equal(ErrorCodes.Invalid, refusal.Code);
    }

    [Fact]
    public async Task Load_UnknownVersion_IsNotFoundAndCanBeTriedAgain()
    {
        await using var shop = await ShopCluster.StartAsync();
        await SampleShop.FillAsync(shop);
        var shard = shop.Grains.GetGrain<ICatalogShardGrain>(0);
        var refusal = await Assert.ThrowsAsync<AyniException>(() => shard.Load("default", "v1"));

        await (await TrainedModel.FitAsync(shop.Log)).PublishAsync(shop);
        await shard.Load("default", "v1");

        Assert.Equal(ErrorCodes.NotFound, refusal.Code);
    }

    private static async Task<ShopCluster> StartAsync(int shards)
    {
        var shop = await ShopCluster.StartAsync(new ShopClusterOptions
        {
            Grains = new AyniGrainsOptions { FollowsLog = false, Shards = new CatalogShardOptions { Shards = shards } },
        });
        await SampleShop.FillAsync(shop);
        await (await TrainedModel.FitAsync(shop.Log)).PublishAsync(shop);
        return shop;
    }

    /// <summary>Reads a page, then holds it back while the gate is closed.</summary>
    private sealed class GatedCatalog : ICatalogStore
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private TaskCompletionSource? _open;

        public ICatalogStore Inner { get; set; } = null!;

        public Task Reached => _reached.Task;

        public void Close() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Open() => _open?.SetResult();

        public async Task<IReadOnlyList<Product>> GetPageAsync(
            string? afterProductId, int limit, CancellationToken cancellationToken = default)
        {
            var page = await Inner.GetPageAsync(afterProductId, limit, cancellationToken);
            if (_open is { } open && limit > 1)
            {
                _reached.TrySetResult();
                await open.Task;
            }

            return page;
        }

        public Task<long> UpsertAsync(IReadOnlyList<Product> products, CancellationToken cancellationToken = default) =>
            Inner.UpsertAsync(products, cancellationToken);

        public Task<CatalogWrite?> UpdateAsync(
            string productId, ProductPatch patch, CancellationToken cancellationToken = default) =>
            Inner.UpdateAsync(productId, patch, cancellationToken);

        public Task<long?> DeleteAsync(string productId, CancellationToken cancellationToken = default) =>
            Inner.DeleteAsync(productId, cancellationToken);

        public Task<IReadOnlyList<Product>> GetAsync(
            IReadOnlyCollection<string> productIds, CancellationToken cancellationToken = default) =>
            Inner.GetAsync(productIds, cancellationToken);

        public Task<long> CountAsync(CancellationToken cancellationToken = default) =>
            Inner.CountAsync(cancellationToken);

        public Task<long> GetHeadAsync(CancellationToken cancellationToken = default) =>
            Inner.GetHeadAsync(cancellationToken);

        public Task<IReadOnlyList<CatalogChange>> ReadChangesAsync(
            long afterPosition, int limit, CancellationToken cancellationToken = default) =>
            Inner.ReadChangesAsync(afterPosition, limit, cancellationToken);
    }
}
