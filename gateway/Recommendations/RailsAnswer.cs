namespace Ayni.Gateway.Recommendations;

/// <summary>Several lists in one answer; no product is in two of them.</summary>
/// <param name="Rails">The lists, in the order asked for.</param>
public sealed record RailsAnswer(IReadOnlyList<RecommendationsAnswer> Rails);
