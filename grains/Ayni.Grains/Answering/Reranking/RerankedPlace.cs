namespace Ayni.Grains.Answering;

/// <summary>A candidate's place in a re-ranked pool.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="Place">Its place in the pool.</param>
/// <param name="Change">What the re-ranking adds to the sum of the parts, or takes from it.</param>
internal sealed record RerankedPlace(RerankedPool Pool, int Place, double Change);
