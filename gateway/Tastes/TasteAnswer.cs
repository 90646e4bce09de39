namespace Ayni.Gateway.Tastes;

/// <summary>What a shopper likes, best first.</summary>
/// <param name="UserId">The shopper.</param>
/// <param name="ModelVersion">Model that scored; null if none is active.</param>
/// <param name="Products">Products of theirs that were added up, the best ones.</param>
/// <param name="Items">Categories or brands.</param>
public sealed record TasteAnswer(
    string UserId, string? ModelVersion, int Products, IReadOnlyList<TasteItem> Items);

/// <summary>A category or a brand.</summary>
/// <param name="Name">As the first of its products has it; of a category, down to the level asked for.</param>
/// <param name="Score">Sum of its products' scores.</param>
/// <param name="Share">Of the sum of all products added up, 0 to 1.</param>
/// <param name="Products">How many of those products are of it.</param>
/// <param name="ProductId">The best of them.</param>
public sealed record TasteItem(string Name, double Score, double Share, int Products, string ProductId);
