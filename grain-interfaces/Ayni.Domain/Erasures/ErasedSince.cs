namespace Ayni.Domain.Erasures;

/// <summary>What was taken out of a stretch of the log since something was made of it.</summary>
/// <param name="Shoppers">Shoppers erased of whom something stood in it.</param>
/// <param name="Interactions">Interactions of theirs in it, those without a product too.</param>
public sealed record ErasedSince(long Shoppers, long Interactions);
