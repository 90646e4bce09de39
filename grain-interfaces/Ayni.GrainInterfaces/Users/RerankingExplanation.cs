using System.Collections.Immutable;

namespace Ayni.GrainInterfaces.Users;

/// <summary>Why a learned re-ranker has a product where it is.</summary>
/// <param name="Score">Its score by the trees; the list is in their order. Comparable in one answer.</param>
/// <param name="Bias">What every product is given.</param>
/// <param name="Parts">
/// What each feature adds, the largest size first, those of 0 left out; with the bias they add up to the score.
/// </param>
[GenerateSerializer, Immutable, Alias("ayni.reranking-explanation")]
public sealed record RerankingExplanation(
    [property: Id(0)] double Score,
    [property: Id(1)] double Bias,
    [property: Id(2)] ImmutableArray<ScorePart> Parts);
