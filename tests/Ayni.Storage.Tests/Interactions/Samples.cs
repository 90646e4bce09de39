using Ayni.Domain.Interactions;

namespace Ayni.Storage.Tests.Interactions;

/// <summary>Interactions to test with.</summary>
public static class Samples
{
    public static DateTimeOffset Noon { get; } = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static Interaction View(string eventId, string userId = "u1", string? productId = "p1") => new()
    {
        EventId = eventId,
        UserId = userId,
        ProductId = productId,
        // Only a search has no product.
        Type = productId is null ? InteractionType.Search : InteractionType.View,
        Query = productId is null ? "olla" : null,
        Timestamp = Noon,
    };

    public static Interaction[] Views(string prefix, int count, string userId = "u1", string? productId = "p1") =>
        [.. Enumerable.Range(1, count).Select(i => View($"{prefix}{i}", userId, productId))];

    public static async IAsyncEnumerable<T> Stream<T>(IEnumerable<T> items)
    {
        foreach (var item in items)
            yield return item;
        await Task.CompletedTask;
    }

    public static async Task<List<T>> ToListAsync<T>(this IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
            list.Add(item);
        return list;
    }
}
