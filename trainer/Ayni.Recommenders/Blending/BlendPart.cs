namespace Ayni.Recommenders;

/// <summary>One model of a blend.</summary>
/// <param name="Model">The model; it is fitted with the blend, and is the blend's from then on.</param>
/// <param name="Weight">What a standard deviation of its scores counts; over 0 and at most 1,000.</param>
public sealed record BlendPart(IRecommender Model, double Weight);
