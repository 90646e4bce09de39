namespace Ayni.Gateway.Tastes;

/// <summary>What a shopper likes, best first.</summary>
/// <param name="UserId">The shopper.</param>
/// <param name="ModelVersion">Model that scored; null if none is active.</param>
/// <param name="Products">Products of theirs that were added up, the best ones.</param>
/// <param name="Items">Categories or brands.</param>
public sealed record TasteAnswer(
    string UserId, string? ModelVersion, int Products, IReadOnlyList<TasteItem> Items);
