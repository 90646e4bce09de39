namespace Ayni.Gateway.Tastes;

/// <summary>What a shopper likes, both ways.</summary>
/// <param name="ModelVersion">Model that scored; null if none is active.</param>
/// <param name="Categories">Best categories.</param>
/// <param name="Brands">Best brands.</param>
public sealed record TastesAnswer(
    string? ModelVersion, IReadOnlyList<TasteItem> Categories, IReadOnlyList<TasteItem> Brands);
