using System.Collections.Immutable;
using Ayni.Domain.Features;
using Ayni.GrainInterfaces.Features;

namespace Ayni.Gateway.Features;

/// <summary>Values of features as JSON has them.</summary>
internal static class FeatureValues
{
    /// <summary>Values by name, in the order of the definitions; null where one is missing.</summary>
    public static IReadOnlyDictionary<string, object?> Of(ImmutableArray<NamedFeature> features)
    {
        var values = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in features)
            values[name] = Of(value);
        return values;
    }

    private static object? Of(FeatureValue value) => value.Kind switch
    {
        FeatureKind.Count => (long)value.Number,
        FeatureKind.Number => value.Number,
        FeatureKind.Money => value.Money,
        FeatureKind.Flag => value.Number != 0,
        FeatureKind.Text => value.Text,
        _ => null,
    };
}
