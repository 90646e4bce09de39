using Ayni.Domain.Features;

namespace Ayni.Features.Offline;

/// <summary>A value that what happened before its instant does not give.</summary>
/// <param name="Feature">Name of the feature.</param>
/// <param name="Instant">The instant.</param>
/// <param name="Given">The value found.</param>
/// <param name="Honest">The value from what happened before the instant alone.</param>
public sealed record Leak(string Feature, DateTimeOffset Instant, FeatureValue Given, FeatureValue Honest);
