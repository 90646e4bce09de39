using Ayni.GrainInterfaces.Users;

namespace Ayni.Gateway.Tastes;

/// <summary>Adds up the scores of a shopper's products by category or brand. Pure.</summary>
internal static class TasteSums
{
    private const char Separator = '>';

    /// <summary>
    /// Sums by name: largest first, then by name (ordinal). Case and accents do not tell names apart.
    /// </summary>
    /// <param name="items">Products, best first; those with a score of 0 or less say nothing.</param>
    /// <param name="nameOf">Name that a product counts for; null: none.</param>
    public static IReadOnlyList<TasteItem> Of(
        IEnumerable<RecommendedProduct> items, Func<RecommendedProduct, string?> nameOf)
    {
        var products = items.Where(item => item.Score > 0).ToArray();
        var all = products.Sum(item => item.Score);
        return
        [
            .. products.Select(item => (Item: item, Name: nameOf(item)))
                .Where(named => named.Name is not null)
                .GroupBy(named => FoldedText.Of(named.Name!), StringComparer.Ordinal)
                .Select(group => new TasteItem(
                    group.First().Name!,
                    group.Sum(named => named.Item.Score),
                    group.Sum(named => named.Item.Score) / all,
                    group.Count(),
                    group.First().Item.ProductId))
                .OrderByDescending(taste => taste.Score).ThenBy(taste => taste.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>A category down to a level: level 2 of <c>Home > Lamps > Desk</c> is <c>Home > Lamps</c>.</summary>
    /// <param name="category">Category; null: none.</param>
    /// <param name="level">Level, 1 the widest; null: as it is.</param>
    public static string? Category(string? category, int? level)
    {
        if (category is null)
            return null;
        var parts = category.Split(
            Separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var path = string.Join($" {Separator} ", level is { } depth ? parts.Take(depth) : parts);
        return path.Length > 0 ? path : null;
    }

    /// <summary>A brand; null: none.</summary>
    public static string? Brand(string? brand) => string.IsNullOrWhiteSpace(brand) ? null : brand.Trim();
}
