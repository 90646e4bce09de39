using System.Diagnostics;
using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;

namespace Ayni.Storage.Tests.Measurements;

/// <summary>
/// Times the log with a million interactions, and the catalogue; prints the figures of the README of Ayni.Storage.
/// </summary>
internal static class StorageMeasurement
{
    private const int Interactions = 1_000_000;
    private const int Callers = 64;
    private const int CallsPerCaller = 200;
    private const int Products = 10_000;
    private const int ProductWrites = 10;

    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    /// <summary>All of them spread over a year.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromDays(365) / Interactions;

    public static async Task RunAsync(StorageOptions options)
    {
        await using var storage = await AyniStorage.OpenAsync(options, TimeProvider.System);
        var log = storage.Log;
        await TimeAsync("bulk append", () => AppendAsync(log));
        var head = await log.GetHeadAsync();
        await TimeAsync("training read", () => CountAsync(log.ReadByUserAsOfAsync(head, 4096)));
        await TimeAsync("counts by product", async () =>
        {
            await CountAsync(log.CountByProductAsOfAsync(head));
            return head;
        });
        await TimeAsync("counts by hour, last 30 days", () => CountSinceAsync(log, head, TimeSpan.FromHours(1), 30));
        await TimeAsync("counts by day, a year", () => CountSinceAsync(log, head, TimeSpan.FromDays(1), 365));
        await TimeAsync($"single appends, {Callers} callers", () => AppendSinglesAsync(log));
        await TimeAsync($"new products, {Products} a write", () => UpsertAsync(storage.Catalog));
        await TimeAsync($"known products, {Products} a write", () => UpsertAsync(storage.Catalog));
        await TimeAsync("changes of the catalogue", () => FollowAsync(storage.Catalog));
    }

    private static Task<long> CountSinceAsync(IInteractionLog log, long head, TimeSpan bucket, int days) =>
        CountAsync(log.CountByProductSinceAsync(Start.AddDays(365 - days), bucket, head));

    private static async Task<long> UpsertAsync(ICatalogStore catalog)
    {
        for (var write = 0; write < ProductWrites; write++)
            await catalog.UpsertAsync([.. Enumerable.Range(write * Products, Products).Select(MakeProduct)]);
        return ProductWrites * Products;
    }

    private static async Task<long> FollowAsync(ICatalogStore catalog)
    {
        long count = 0, after = 0;
        while (await catalog.ReadChangesAsync(after, 4096) is { Count: > 0 } page)
        {
            after = page[^1].Position;
            count += page.Count;
        }

        return count;
    }

    private static Product MakeProduct(int number) => new()
    {
        ProductId = $"product-{number}",
        Name = $"Zapatillas de trekking {number}",
        Description = "Impermeables, con suela de goma y plantilla extraíble, para senderos de montaña.",
        Category = $"Calzado > Zapatillas > {number % 100}",
        Brand = $"brand-{number % 500}",
        Price = number % 1000 + 0.90m,
        ListPrice = number % 1000 + 20,
        Currency = "PEN",
        Tags = TextSet.Of("montaña", $"temporada-{number % 4}"),
        Attributes = AttributeSet.Of(
        [
            new("color", AttributeValue.Of($"color-{number % 20}")),
            new("size", AttributeValue.Of(35 + number % 12)),
        ]),
        Stock = number % 50,
    };

    private static async Task TimeAsync(string what, Func<Task<long>> work)
    {
        var clock = Stopwatch.StartNew();
        var rows = await work();
        var elapsed = clock.Elapsed.TotalSeconds;
        Console.WriteLine($"{what}: {rows} rows in {elapsed:f2} s, {rows / elapsed:f0} a second");
    }

    private static async Task<long> AppendAsync(IInteractionLog log) =>
        (await log.AppendBulkAsync(GenerateAsync())).Appended;

    private static async Task<long> CountAsync<T>(IAsyncEnumerable<T> rows)
    {
        long count = 0;
        await foreach (var _ in rows)
            count++;
        return count;
    }

    private static async Task<long> AppendSinglesAsync(IInteractionLog log)
    {
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
        {
            for (var call = 0; call < CallsPerCaller; call++)
                await log.AppendAsync([Make($"single-{caller}-{call}", caller, call, Interactions)]);
        }));
        return Callers * CallsPerCaller;
    }

    // Few users and products have most of the interactions, as in a shop.
    private static async IAsyncEnumerable<Interaction> GenerateAsync()
    {
        var random = new Random(1);
        for (var i = 0; i < Interactions; i++)
            yield return Make(
                $"event-{i:x8}-{random.Next():x8}",
                (int)(Math.Pow(random.NextDouble(), 2) * 20_000),
                (int)(Math.Pow(random.NextDouble(), 3) * 5_000),
                i);
        await Task.CompletedTask;
    }

    private static Interaction Make(string eventId, int user, int product, int number) => new()
    {
        EventId = eventId,
        UserId = $"user-{user}",
        ProductId = $"product-{product}",
        Type = InteractionType.Purchase,
        Score = 1,
        Timestamp = Start + (number * Between),
    };
}
