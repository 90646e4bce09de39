namespace Ayni.Data.Mart.Cleaning;

/// <summary>What cleaning asks of a product.</summary>
/// <param name="Price">Its price; null if it has none.</param>
/// <param name="Currency">Currency of the price.</param>
internal readonly record struct ProductFacts(double? Price, string? Currency);
