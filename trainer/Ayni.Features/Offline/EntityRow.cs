using Ayni.Domain.Features;

namespace Ayni.Features.Offline;

/// <summary>What is known of one shopper or product at an instant.</summary>
/// <param name="Id">Id of the shopper or the product.</param>
/// <param name="Values">In the order of the definitions.</param>
public sealed record EntityRow(string Id, FeatureValue[] Values);
