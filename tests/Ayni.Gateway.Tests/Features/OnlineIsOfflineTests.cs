using System.Net;
using System.Text.Json;
using Ayni.Content;
using Ayni.Data.Generation;
using Ayni.Domain.Catalog;
using Ayni.Domain.Features;
using Ayni.Domain.Interactions;
using Ayni.Features.Definitions;
using Ayni.Features.Embeddings;
using Ayni.Features.Histories;
using Ayni.Features.Keywords;
using Ayni.Features.Offline;
using Ayni.Features.Segments;
using Ayni.Gateway.Tests.Hosting;
using Ayni.Numerics;
using Ayni.Recommenders;
using Ayni.Storage;
using Ayni.Testing;

namespace Ayni.Gateway.Tests.Features;

/// <summary>
/// A generated shop replayed: what the grains answer over HTTP is what the offline snapshot of the same log holds, bit
/// for bit, while events and prices come in, and after a restart.
/// </summary>
public sealed class OnlineIsOfflineTests
{
    private const int Batches = 3;
    private const int Pairs = 40;

    private static readonly ShopOptions Options = new() { Users = 60, Products = 50, Events = 3_000, Days = 120 };

    [Fact]
    public async Task Replay_GeneratedShop_GrainsAnswerWhatTheSnapshotHolds()
    {
        using var folder = new TemporaryFolder();
        var shop = ShopGenerator.Generate(Options);
        var events = shop.Events.Where(happened => happened.ProductId is not null).Select(WithReview).ToArray();
        await WriteAsync(folder.Path, stores => stores.Catalog.UpsertAsync([.. shop.Catalog]));
        var size = events.Length / Batches;
        await WriteAsync(folder.Path, stores => stores.Log.AppendAsync(events[..size]));
        await StoreKeywordsAsync(folder.Path, [.. shop.Catalog]);
        await StoreEmbeddingsAsync(folder.Path, [.. shop.Catalog], seed: 1, events[size / 2].Timestamp);
        await WriteAsync(folder.Path, stores => CutsOf(10).WriteAsync(stores.Models, CancellationToken.None));
        await using (var gateway = await RunningGateway.StartAsync(folder.Path))
        {
            await AssertEqualAsync(gateway.Client, folder.Path, events[size - 1].Timestamp.AddMilliseconds(1));
            for (var batch = 1; batch < Batches; batch++)
            {
                foreach (var chunk in events[(batch * size)..((batch + 1) * size)].Chunk(1_000))
                    await SendAsync(gateway.Client, chunk);
                await AssertEqualAsync(
                    gateway.Client, folder.Path, events[((batch + 1) * size) - 1].Timestamp.AddMilliseconds(1));
            }

            (await gateway.Client.PatchAsync(
                $"/v1/products/{Uri.EscapeDataString(shop.Products[0].Product.ProductId)}",
                """{"product_price": 123.45}""")).AssertOk();
            await AssertEqualAsync(gateway.Client, folder.Path, events[^1].Timestamp.AddDays(10));
        }

        await StoreKeywordsAsync(folder.Path, [.. shop.Catalog.Take(30)]);
        await StoreEmbeddingsAsync(folder.Path, [.. shop.Catalog.Take(30)], seed: 2, events[size / 2].Timestamp);
        await WriteAsync(folder.Path, stores => CutsOf(3).WriteAsync(stores.Models, CancellationToken.None));
        await using var again = await RunningGateway.StartAsync(folder.Path);
        await AssertEqualAsync(again.Client, folder.Path, events[^1].Timestamp.AddDays(10));
        await AssertEqualAsync(again.Client, folder.Path, events[size].Timestamp);
    }

    private static Interaction WithReview(Interaction happened) => happened.Type == InteractionType.Rating
        ? happened with { ReviewText = happened.Score > 3 ? "Me encanta, muy bueno" : "Broke after a day, awful" }
        : happened;

    private static Task StoreKeywordsAsync(string folder, Product[] products) => WriteAsync(
        folder,
        stores => StoredKeywords.WriteAsync(
            stores.Models, KeywordModel.Fit([.. products.Select(ProductText.Of)]), CancellationToken.None));

    private static Task StoreEmbeddingsAsync(string folder, Product[] products, int seed, DateTimeOffset until)
    {
        const int Dimensions = 8;
        var random = new SplitMix64((ulong)seed);
        var numbers = new float[products.Length * Dimensions];
        for (var place = 0; place < numbers.Length; place++)
            numbers[place] = (float)(random.NextDouble() - 0.5);
        var vectors = new ItemEmbeddings("random", Dimensions, numbers);
        var ids = products.Select(product => product.ProductId).ToArray();
        return WriteAsync(folder, stores => StoredEmbeddings.WriteAsync(
            stores.Models, vectors.ToSafeTensors(ids, until), CancellationToken.None));
    }

    private static StoredCuts CutsOf(int days) => new(
        StoredCuts.CurrentFormat, DateTimeOffset.UnixEpoch, 0,
        new RfmCuts([days, 2 * days, 3 * days, 4 * days], [1, 2, 3, 4], [20, 60, 80, 100], 9));

    private static async Task WriteAsync(string folder, Func<AyniStorage, Task> write)
    {
        await using var stores = await AyniStorage.OpenAsync(
            new StorageOptions { DataDirectory = folder }, TimeProvider.System);
        await write(stores);
    }

    private static async Task SendAsync(GatewayClient client, IEnumerable<Interaction> events)
    {
        var body = JsonSerializer.Serialize(events.Select(happened => new
        {
            event_id = happened.EventId,
            user_id = happened.UserId,
            product_id = happened.ProductId,
            interaction_type = happened.Type.ToString().ToLowerInvariant(),
            interaction_score = happened.Score,
            timestamp_interaction = happened.Timestamp,
            interaction_duration = happened.Duration?.TotalSeconds,
            query = happened.Query,
            order_id = happened.OrderId,
            review_text = happened.ReviewText,
        }));
        (await client.PostAsync("/v1/events?wait=applied", body)).AssertOk(HttpStatusCode.Accepted);
    }

    private static async Task AssertEqualAsync(GatewayClient client, string folder, DateTimeOffset asOf)
    {
        var log = await ReadAsync(folder);
        var query = $"?as_of={Uri.EscapeDataString(asOf.ToString("O"))}";
        var users = SnapshotFeatures.OfUsers(log, asOf).ToArray();
        Assert.NotEmpty(users);
        Assert.All(
            ["sentiment_score_user_reviews", "user_segment_group"],
            name => Assert.Contains(users, row => !ValueOf(UserFeatures.All, row, name).IsMissing));
        foreach (var row in users)
            await AssertEqualAsync(client, $"/v1/features/users/{Uri.EscapeDataString(row.Id)}{query}",
                UserFeatures.All, row);
        var products = SnapshotFeatures.OfProducts(log, asOf).ToArray();
        Assert.Contains(products, row => !ValueOf(ProductFeatures.All, row, "product_description_keywords").IsMissing);
        foreach (var row in products)
            await AssertEqualAsync(client, $"/v1/features/products/{Uri.EscapeDataString(row.Id)}{query}",
                ProductFeatures.All, row);
        await AssertPairsEqualAsync(client, log);
    }

    private static async Task AssertEqualAsync(
        GatewayClient client, string path, IReadOnlyList<FeatureDefinition> definitions, EntityRow row)
    {
        var answer = await client.GetAsync(path);
        answer.AssertOk();
        AssertEqual(path, answer["features"], definitions, row.Values);
    }

    /// <summary>Shoppers before the products of the newest events, as the rows of these have them.</summary>
    private static async Task AssertPairsEqualAsync(GatewayClient client, FeatureLog log)
    {
        var rows = EventFeatures.Of(log).ToArray()[^Pairs..];
        var similarity = UserProductFeatures.All.Select(definition => definition.Name).ToList()
            .IndexOf("embedding_similarity_user_product");
        var known = 0;
        foreach (var row in rows)
        {
            var interaction = row.Logged.Interaction;
            var values = row.Values.ToArray()[^UserProductFeatures.All.Count..];
            var path = $"/v1/features/users/{Uri.EscapeDataString(interaction.UserId)}"
                + $"?as_of={Uri.EscapeDataString(interaction.Timestamp.ToString("O"))}"
                + $"&product_ids={Uri.EscapeDataString(interaction.ProductId!)}";
            var answer = await client.GetAsync(path);
            answer.AssertOk();
            AssertEqual(path, answer["products"][0].GetProperty("features"), UserProductFeatures.All, values);
            known += values[similarity].IsMissing ? 0 : 1;
        }

        Assert.InRange(known, 1, Pairs);
    }

    private static void AssertEqual(
        string path,
        JsonElement features,
        IReadOnlyList<FeatureDefinition> definitions,
        IEnumerable<FeatureValue> values)
    {
        Assert.Equal(definitions.Count, features.EnumerateObject().Count());
        foreach (var (definition, value) in definitions.Zip(values))
        {
            var online = ValueOf(features.GetProperty(definition.Name), definition.Kind);
            Assert.True(value == online, $"{path} {definition.Name}: offline '{value}', online '{online}'");
        }
    }

    private static FeatureValue ValueOf(IEnumerable<FeatureDefinition> definitions, EntityRow row, string name) =>
        row.Values[definitions.Select(definition => definition.Name).ToList().IndexOf(name)];

    private static FeatureValue ValueOf(JsonElement value, FeatureKind kind) => value.ValueKind == JsonValueKind.Null
        ? FeatureValue.Missing
        : kind switch
        {
            FeatureKind.Count => FeatureValue.OfCount(value.GetInt64()),
            FeatureKind.Number => FeatureValue.OfNumber(value.GetDouble()),
            FeatureKind.Money => FeatureValue.OfMoney(value.GetDecimal()),
            FeatureKind.Text => FeatureValue.OfText(value.GetString()),
            _ => FeatureValue.OfFlag(value.GetBoolean()),
        };

    // As another process would: beside the gateway, from its database.
    private static async Task<FeatureLog> ReadAsync(string folder)
    {
        await using var stores = await AyniStorage.OpenAsync(
            new StorageOptions { DataDirectory = folder }, TimeProvider.System);
        var products = await stores.Catalog.GetPageAsync(null, 1_000);
        var keywords = await StoredKeywords.ReadAsync(stores.Models, null, CancellationToken.None);
        var embeddings = await StoredEmbeddings.ReadAsync(stores.Models, null, CancellationToken.None);
        return new FeatureLog(
            await stores.Log.ReadAsync(0, 100_000),
            products.ToDictionary(
                product => product.ProductId, product => ProductFacts.Of(product, keywords, embeddings)!),
            cuts: await StoredCuts.ReadAsync(stores.Models, CancellationToken.None));
    }
}
