namespace Ayni.Domain.Interactions;

/// <summary>How often a product was met with one type of interaction.</summary>
/// <param name="ProductId">External product id.</param>
/// <param name="Type">Type counted.</param>
/// <param name="Count">Number of interactions.</param>
/// <param name="LastTimestamp">Newest of them, by the shop's clock.</param>
/// <param name="CustomType">The shop's own name of the type, where it is custom.</param>
public sealed record ProductInteractionCount(
    string ProductId, InteractionType Type, long Count, DateTimeOffset LastTimestamp, string? CustomType = null);
