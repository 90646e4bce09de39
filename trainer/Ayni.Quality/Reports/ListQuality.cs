namespace Ayni.Quality;

/// <summary>What lists of recommendations are like, of a sample of shoppers.</summary>
/// <param name="ModelVersion">Version that gave them.</param>
/// <param name="Shoppers">Shoppers asked.</param>
/// <param name="ListLength">Products a list.</param>
/// <param name="Coverage">Share of the products met in the reference that a list holds, 0 to 1.</param>
/// <param name="Diversity">Mean unlikeness of the products of a list, 0 to 1: 1 − cosine of who met them.</param>
/// <param name="Novelty">Mean self-information of the products in bits, −log₂ of the share who met them.</param>
/// <param name="PopularityLift">
/// How much more popular the products are than those the same shoppers chose themselves: 1 is twice as much.
/// </param>
/// <param name="HeadShare">Share of places held by the fifth of products that is met most, 0 to 1.</param>
/// <param name="Gini">Gini coefficient of the places by product: 0 all alike, 1 all of one product.</param>
public sealed record ListQuality(
    string ModelVersion,
    int Shoppers,
    int ListLength,
    double Coverage,
    double? Diversity,
    double? Novelty,
    double PopularityLift,
    double HeadShare,
    double Gini);
