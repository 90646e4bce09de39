using System.Collections.Immutable;

namespace Ayni.Recommenders;

/// <summary>What <see cref="BlendLearner"/> found.</summary>
/// <param name="Weights">One a part, in their order; 0 for a part that adds nothing.</param>
/// <param name="Ndcg">NDCG of the blend on the users it was learnt on, within their pools.</param>
/// <param name="NdcgAlone">That of each part alone.</param>
public sealed record LearnedBlend(ImmutableArray<double> Weights, double Ndcg, ImmutableArray<double> NdcgAlone);
