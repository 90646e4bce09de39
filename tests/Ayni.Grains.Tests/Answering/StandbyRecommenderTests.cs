using Ayni.Domain.Catalog;
using Ayni.Domain.Users;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Answering;
using Ayni.Grains.Tests.Shops;
using Microsoft.Extensions.DependencyInjection;

namespace Ayni.Grains.Tests.Answering;

/// <summary>Answers made without the shopper's grain, beside those the grain gives.</summary>
public sealed class StandbyRecommenderTests
{
    private const string Reason = "the shopper's grain cannot be reached";

    private static readonly RecommendationRequest Request = new() { Count = 5 };

    [Fact]
    public async Task AnswerAsync_ShopperWithHistory_IsWhatTheGrainAnswers()
    {
        await using var shop = await StartAsync();
        var expected = await shop.User(SampleShop.UserId(3)).Recommend(Request);

        var answer = await AskAsync(shop, SampleShop.UserId(3));

        Assert.Equal(RecommendationSource.Collaborative, answer.Source);
        Assert.Equal(
            expected.Items.Select(item => (item.ProductId, item.Score, item.Name, item.Price)),
            answer.Items.Select(item => (item.ProductId, item.Score, item.Name, item.Price)));
        Assert.Null(expected.DegradedReason);
        Assert.Equal(Reason, answer.DegradedReason);
    }

    [Fact]
    public async Task AnswerAsync_ShopperWithoutConsent_IsAnsweredByPopularity()
    {
        await using var shop = await StartAsync();
        await shop.User(SampleShop.UserId(3)).PutProfile(new UserProfile { ConsentsToPersonalization = false });

        var answer = await AskAsync(shop, SampleShop.UserId(3));

        Assert.Equal(RecommendationSource.Popularity, answer.Source);
        Assert.Equal(5, answer.Items.Length);
    }

    [Fact]
    public async Task AnswerAsync_Stranger_IsAnsweredByPopularity()
    {
        await using var shop = await StartAsync();

        var answer = await AskAsync(shop, "nobody-yet");

        Assert.Equal(RecommendationSource.Popularity, answer.Source);
        Assert.Equal(5, answer.Items.Length);
    }

    [Fact]
    public async Task Recommend_ProductGrainThatCannotStart_IsReplacedByItsCatalogueEntry()
    {
        var gate = new FailingReads();
        await using var shop = await StartAsync(services => services.AddSingleton<ICatalogStore>(gate));

        // The grain reads the head of the catalogue when it starts; the search reads entries alone.
        gate.FailsHeads = true;
        var answer = await shop.User(SampleShop.UserId(3)).Recommend(Request);

        Assert.Equal(5, answer.Items.Length);
        Assert.All(answer.Items, item => Assert.StartsWith("Product ", item.Name, StringComparison.Ordinal));
        Assert.Null(answer.DegradedReason);
    }

    private static async Task<ShopCluster> StartAsync(Action<IServiceCollection>? configure = null)
    {
        FailingReads? reads = null;
        var shop = await ShopCluster.StartAsync(new ShopClusterOptions
        {
            ConfigureServices = services =>
            {
                configure?.Invoke(services);
                reads = services.Select(service => service.ImplementationInstance)
                    .OfType<FailingReads>().FirstOrDefault();
            },
        });
        if (reads is not null)
            reads.Inner = shop.Catalog;
        await SampleShop.FillAsync(shop);
        await (await TrainedModel.FitAsync(shop.Log)).PublishAsync(shop);
        return shop;
    }

    private static Task<RecommendationAnswer> AskAsync(ShopCluster shop, string userId) =>
        shop.Service<IStandbyRecommender>().AnswerAsync(userId, Request, Reason, CancellationToken.None);

    private sealed class FailingReads : ICatalogStore
    {
        public ICatalogStore Inner { get; set; } = null!;

        public bool FailsHeads { get; set; }

        public Task<long> GetHeadAsync(CancellationToken cancellationToken = default) => FailsHeads
            ? throw new TimeoutException("The head cannot be read.")
            : Inner.GetHeadAsync(cancellationToken);

        public Task<IReadOnlyList<CatalogChange>> ReadChangesAsync(
            long afterPosition, int limit, CancellationToken cancellationToken = default) =>
            Inner.ReadChangesAsync(afterPosition, limit, cancellationToken);

        public Task<IReadOnlyList<Product>> GetPageAsync(
            string? afterProductId, int limit, CancellationToken cancellationToken = default) =>
            Inner.GetPageAsync(afterProductId, limit, cancellationToken);

        public Task<CatalogWrite> PutAsync(Product product, CancellationToken cancellationToken = default) =>
            Inner.PutAsync(product, cancellationToken);

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

        public Task<IReadOnlyList<CategoryCount>> CountByCategoryAsync(
            int limit, CancellationToken cancellationToken = default) =>
            Inner.CountByCategoryAsync(limit, cancellationToken);

        public Task<long> CountAsync(CancellationToken cancellationToken = default) =>
            Inner.CountAsync(cancellationToken);
    }
}
