using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Tests.Shops;

namespace Ayni.Grains.Tests.Answering;

/// <summary>
/// What an answer allocates, fifty products included: the collector's work is what makes the slowest of a hundred
/// answers slow. Alone, for what others allocate would count.
/// </summary>
[Collection(Alone)]
public sealed class AnswerAllocationTests : IAsyncLifetime
{
    /// <summary>
    /// Bytes an answer. 37,000 were measured; a fifth more leaves room for another version of Orleans, not for a copy
    /// of scores, filters tied anew, or a message to each product.
    /// </summary>
    private const double Limit = 45_000;

    private const string Alone = "Alone";
    private const int Products = 300;
    private const int Shoppers = 40;
    private const int Rounds = 5;
    private const int Answers = 1_000;

    private ShopCluster _shop = null!;

    public async Task InitializeAsync()
    {
        _shop = await ShopCluster.StartAsync();
        var random = new Random(7);
        await _shop.Catalog.UpsertAsync(
        [
            .. Enumerable.Range(0, Products).Select(product => new Product
            {
                ProductId = SampleShop.ProductId(product),
                Name = $"Product {product}",
                Category = $"C{product % 5}",
                Price = product,
                Currency = "PEN",
            }),
        ]);
        await _shop.PostAsync(
        [
            .. Enumerable.Range(0, 1_200).Select(number => SampleShop.Event(
                $"e{number}",
                SampleShop.UserId(number % Shoppers),
                SampleShop.ProductId(random.Next(Products)),
                InteractionType.Purchase,
                SampleShop.Start.AddMinutes(number))),
        ]);
        await (await TrainedModel.FitAsync(_shop.Log)).PublishAsync(_shop);
    }

    public Task DisposeAsync() => _shop.DisposeAsync().AsTask();

    [Fact]
    public async Task Recommend_WithEveryGrainActive_AllocatesLittle()
    {
        await AnswerAsync();
        var least = double.PositiveInfinity;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await AnswerAsync();
            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Answers);
        }

        Assert.True(least <= Limit, $"{least:F0} bytes an answer are over {Limit}.");
    }

    private async Task AnswerAsync()
    {
        // The silo's own: a client in the process would write every answer out and read it back.
        var grains = _shop.Service<IGrainFactory>();
        for (var answer = 0; answer < Answers; answer++)
        {
            var request = new RecommendationRequest { Category = answer % 2 == 0 ? null : $"C{answer / 2 % 5}" };
            var given = await grains.GetGrain<IUserGrain>(SampleShop.UserId(answer % Shoppers)).Recommend(request);
            Assert.NotEmpty(given.Items);
        }
    }

    /// <summary>Runs after the others, by itself.</summary>
    [CollectionDefinition(Alone, DisableParallelization = true)]
    public sealed class AloneDefinition;
}
