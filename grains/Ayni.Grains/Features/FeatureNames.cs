using System.Collections.Immutable;
using Ayni.Features.Definitions;
using Ayni.GrainInterfaces.Features;

namespace Ayni.Grains.Features;

/// <summary>Works definitions out for an answer.</summary>
internal static class FeatureNames
{
    /// <summary>The values of some definitions, with their names, in their order.</summary>
    public static ImmutableArray<NamedFeature> NamedOf<T>(
        this IReadOnlyList<FeatureDefinition<T>> definitions, T source) =>
        [.. definitions.Select(definition => new NamedFeature(definition.Name, definition.Compute(source)))];
}
