using Ayni.Features.Definitions;

namespace Ayni.Gateway.Features;

/// <summary>Every feature there is.</summary>
/// <param name="FeatureSet">Version of the definitions.</param>
/// <param name="Features">The definitions.</param>
public sealed record FeatureDictionary(string FeatureSet, IReadOnlyList<FeatureDescription> Features)
{
    /// <summary>That of this program.</summary>
    public static FeatureDictionary Current { get; } = new(
        Ayni.Features.Definitions.FeatureSet.Version,
        [.. Ayni.Features.Definitions.FeatureSet.All.Select(FeatureDescription.Of)]);
}
