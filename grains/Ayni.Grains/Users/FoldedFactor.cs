namespace Ayni.Grains.Users;

/// <summary>A user factor and what it was solved from.</summary>
/// <param name="Factor">rank numbers.</param>
/// <param name="Items">Item indices of the products met that the model knows, ascending.</param>
/// <param name="Confidences">Confidence of each.</param>
public sealed record FoldedFactor(float[] Factor, int[] Items, float[] Confidences);
