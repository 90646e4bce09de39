using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Ayni.Domain.Interactions;

/// <summary>
/// Weights of a shop's own types of interactions, in the order of names; equal if they hold the same.
/// </summary>
[GenerateSerializer, Immutable, Alias("ayni.type-weights")]
[JsonConverter(typeof(TypeWeightsConverter))]
public sealed class TypeWeights : IReadOnlyList<CustomInteractionType>, IEquatable<TypeWeights>
{
    [Id(0)] private readonly CustomInteractionType[] _types;

    private TypeWeights(CustomInteractionType[] types) => _types = types;

    /// <summary>None.</summary>
    public static TypeWeights Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _types.Length;

    /// <inheritdoc/>
    public CustomInteractionType this[int index] => _types[index];

    /// <summary>Some types; of a repeated name the last counts.</summary>
    public static TypeWeights Of(params IEnumerable<CustomInteractionType> types)
    {
        CustomInteractionType[] sorted =
        [
            .. types.GroupBy(type => type.Name, StringComparer.Ordinal).Select(same => same.Last())
                .OrderBy(type => type.Name, StringComparer.Ordinal),
        ];
        return sorted.Length == 0 ? Empty : new TypeWeights(sorted);
    }

    /// <summary>Weight of a type; 0 for one that is not among them, and for none.</summary>
    public double Of(string? name) => Find(name)?.Weight ?? 0;

    /// <summary>The type of a name; null if it is not among them.</summary>
    public CustomInteractionType? Find(string? name)
    {
        // A few dozen at most: a walk is as quick as a search, and allocates nothing.
        foreach (var type in _types)
        {
            if (type.Name == name)
                return type;
        }

        return null;
    }

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] TypeWeights? other) =>
        other is not null && _types.AsSpan().SequenceEqual(other._types);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TypeWeights);

    /// <inheritdoc/>
    public override int GetHashCode() => _types.Aggregate(17, HashCode.Combine);

    /// <inheritdoc/>
    public IEnumerator<CustomInteractionType> GetEnumerator() =>
        ((IEnumerable<CustomInteractionType>)_types).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Names and weights with commas between them.</summary>
    public override string ToString() =>
        string.Join(", ", _types.Select(type => FormattableString.Invariant($"{type.Name}={type.Weight}")));
}
