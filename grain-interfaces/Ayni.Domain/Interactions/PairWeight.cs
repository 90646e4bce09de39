namespace Ayni.Domain.Interactions;

/// <summary>Summed weight of one user's interactions with one product.</summary>
/// <param name="ProductId">External product id.</param>
/// <param name="Weight">Over 0.</param>
public readonly record struct PairWeight(string ProductId, double Weight);
