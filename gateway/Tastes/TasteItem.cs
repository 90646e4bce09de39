namespace Ayni.Gateway.Tastes;

/// <summary>A category or a brand.</summary>
/// <param name="Name">As the first of its products has it; of a category, down to the level asked for.</param>
/// <param name="Score">Sum of its products' scores.</param>
/// <param name="Share">Of the sum of all products added up, 0 to 1.</param>
/// <param name="Products">How many of those products are of it.</param>
/// <param name="ProductId">The best of them.</param>
public sealed record TasteItem(string Name, double Score, double Share, int Products, string ProductId);
