using Ayni.Domain.Features;

namespace Ayni.Features.Definitions;

/// <summary>Works definitions out.</summary>
public static class FeatureDefinitions
{
    /// <summary>The values of some definitions, in their order.</summary>
    /// <param name="definitions">What to work out.</param>
    /// <param name="source">From what, moved to the instant.</param>
    public static FeatureValue[] ValuesOf<T>(this IReadOnlyList<FeatureDefinition<T>> definitions, T source)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        var values = new FeatureValue[definitions.Count];
        for (var index = 0; index < values.Length; index++)
            values[index] = definitions[index].Compute(source);
        return values;
    }
}
