namespace Ayni.Gateway.Audiences;

/// <summary>Products that shoppers are wanted for: some by name, or those that meet a condition.</summary>
/// <param name="ProductIds">Products, at most 1,000.</param>
/// <param name="Filter">What an available product must be, in the filter language.</param>
/// <param name="N">Shoppers wanted, 1 to 100,000; left out, 1,000.</param>
public sealed record AudienceBody(IReadOnlyList<string>? ProductIds, string? Filter, int? N);
