using Ayni.Domain.Features;

namespace Ayni.GrainInterfaces.Features;

/// <summary>A feature's value by its name.</summary>
/// <param name="Name">Name of the feature.</param>
/// <param name="Value">Its value; missing where there is nothing to tell it from.</param>
[GenerateSerializer, Immutable, Alias("ayni.named-feature")]
public sealed record NamedFeature(
    [property: Id(0)] string Name,
    [property: Id(1)] FeatureValue Value);
