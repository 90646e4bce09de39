using System.Text.Json;
using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;
using Ayni.Storage.Tests.Interactions;

namespace Ayni.Storage.Tests;

/// <summary>The same random operations on SQLite and on PostgreSQL leave the same answers, row for row.</summary>
public sealed class SameResultsTests(SqliteFixture sqlite, PostgresFixture postgres)
    : IClassFixture<SqliteFixture>, IClassFixture<PostgresFixture>
{
    private const int Steps = 300;

    private static readonly string[] Ids =
        ["a", "A", "é", "10", "9", "ａ", "🛒", "\uE000", "z z", "%", "_", "'", "\\", "日本", "-", "a-", "a/b"];

    private static readonly JsonSerializerOptions WithFields = new() { IncludeFields = true };

    [SkippableFact]
    public async Task RandomOperations_OnBoth_GiveTheSameAnswers()
    {
        var left = await sqlite.OpenAsync();
        var right = await postgres.OpenAsync();
        var random = new Random(20261122);

        for (var step = 0; step < Steps; step++)
        {
            var operation = Operation(random);
            var expected = await operation(left);
            var actual = await operation(right);
            Assert.True(expected == actual, $"Step {step}: SQLite gave {expected} and PostgreSQL {actual}.");
        }
    }

    private static Func<AyniStorage, Task<string>> Operation(Random random)
    {
        var id = Pick(random);
        var number = random.Next(1, 20);
        var after = random.NextInt64(0, 400);
        switch (random.Next(16))
        {
            case 0 or 1 or 2:
                var few = Interactions(random, random.Next(1, 8));
                return async s => Json(await s.Log.AppendAsync(few));
            case 3:
                var many = Interactions(random, random.Next(1, 1500));
                return async s => Json(await s.Log.AppendBulkAsync(Samples.Stream(many)));
            case 4:
                return async s => Json(await s.Log.ReadAsync(after, number));
            case 5:
                return async s => Json(await s.Log.ReadNewestByUserAsync(id, number, after));
            case 6:
                return async s => Json(await s.Log.ReadNewestByProductAsync(id, number, after));
            case 7:
                return async s => Json(await s.Log.ReadByUserAsOfAsync(after, number).ToListAsync());
            case 8:
                return async s => Json(await s.Log.CountByProductAsOfAsync(after).ToListAsync());
            case 14:
                var (since, bucket) = (DateTimeOffset.FromUnixTimeMilliseconds(random.NextInt64(-9_999, 1L << 41)),
                    TimeSpan.FromHours(number));
                return async s => Json(await s.Log.CountByProductSinceAsync(since, bucket, after).ToListAsync());
            case 9 when number < 5:
                return async s => Json(await s.Log.EraseUserAsync(id));
            case 10:
                var products = Enumerable.Range(0, number).Select(_ => RandomProduct(random)).ToList();
                return async s =>
                {
                    var position = await s.Catalog.UpsertAsync(products);
                    return Json((position, await s.Catalog.GetPageAsync(null, 100)));
                };
            case 11:
                var patch = new ProductPatch
                {
                    Price = number / 4m,
                    DefaultCurrency = "PEN",
                    Clear = (ProductFields)random.Next(512),
                    Tags = number < 10 ? TextSet.Of(Pick(random), Pick(random)) : null,
                    Attributes = RandomAttributes(random),
                    RemovedAttributes = TextSet.Of($"a{random.Next(4)}"),
                };
                return async s => Json(await s.Catalog.UpdateAsync(id, patch));
            case 12:
                return async s => Json((await s.Catalog.DeleteAsync(id), await s.Catalog.GetHeadAsync()));
            case 13:
                return async s => Json(await s.Catalog.ReadChangesAsync(after, number));
            default:
                return async s => Json((await s.Catalog.GetPageAsync(id, number), await s.Catalog.GetAsync([id, "a"])));
        }
    }

    private static Interaction[] Interactions(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => RandomInteraction(random))];

    private static Interaction RandomInteraction(Random random)
    {
        var type = random.Next(8) == 0 ? InteractionType.Custom : (InteractionType)random.Next(1, 13);
        return new()
        {
            EventId = $"{Pick(random)}{random.Next(300)}",
            UserId = Pick(random),
            ProductId = type == InteractionType.Search && random.Next(2) == 0 ? null : Pick(random),
            Type = type,
            Score = type == InteractionType.Rating
                ? 1 + (random.NextDouble() * 4)
                : random.Next(2) == 0 ? null : 1e-3 + (random.NextDouble() * 999_999),
            Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(random.NextInt64(-1_000_000, 2_000_000_000_000)),
            Duration = random.Next(2) == 0
                ? null
                : TimeSpan.FromMilliseconds(random.Next((int)InteractionRules.MaxDuration.TotalMilliseconds)),
            Query = type == InteractionType.Search || random.Next(3) == 0 ? Pick(random) : null,
            OrderId = random.Next(3) == 0 ? Pick(random) : null,
            CustomType = type == InteractionType.Custom ? $"own_{random.Next(3)}" : null,
            ReviewText = type != InteractionType.Search && random.Next(3) == 0 ? Pick(random) : null,
        };
    }

    private static Product RandomProduct(Random random) => new()
    {
        ProductId = Pick(random),
        Name = Pick(random),
        Category = random.Next(2) == 0 ? null : Pick(random),
        Price = random.Next(2) == 0 ? null : random.Next(100_000) / 100m,
        Currency = "PEN",
        Stock = random.Next(2) == 0 ? null : random.Next(10),
        IsActive = random.Next(2) == 0,
        ParentId = random.Next(2) == 0 ? null : Pick(random),
        Tags = TextSet.Of(Enumerable.Range(0, random.Next(3)).Select(_ => Pick(random))),
        AddedAt = DateTimeOffset.UnixEpoch.AddMilliseconds(random.Next()),
        Attributes = RandomAttributes(random),
    };

    private static AttributeSet RandomAttributes(Random random) => AttributeSet.Of(
        Enumerable.Range(0, random.Next(4)).Select(_ => KeyValuePair.Create($"a{random.Next(4)}", random.Next(5) switch
        {
            0 => AttributeValue.Of(Pick(random)),
            1 => AttributeValue.Of((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-300, 300))),
            2 => AttributeValue.Of(random.Next(2) == 0),
            3 => AttributeValue.Of(DateTimeOffset.FromUnixTimeMilliseconds(random.NextInt64(1L << 42) - (1L << 41))),
            _ => AttributeValue.Of(TextSet.Of(Pick(random), Pick(random))),
        })));

    private static string Pick(Random random) => Ids[random.Next(Ids.Length)];

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, WithFields);
}
