using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Ayni.Domain.Catalog;

/// <summary>
/// A shop's own attributes of a product or a shopper, by name, in ordinal order; equal if they hold the same.
/// </summary>
[GenerateSerializer, Immutable, Alias("ayni.attribute-set")]
[JsonConverter(typeof(AttributeSetConverter))]
public sealed class AttributeSet : IReadOnlyCollection<KeyValuePair<string, AttributeValue>>, IEquatable<AttributeSet>
{
    [Id(0)] private readonly string[] _names;
    [Id(1)] private readonly AttributeValue[] _values;

    private AttributeSet(string[] names, AttributeValue[] values) => (_names, _values) = (names, values);

    /// <summary>None.</summary>
    public static AttributeSet Empty { get; } = new([], []);

    /// <inheritdoc/>
    public int Count => _names.Length;

    /// <summary>The value of a name; null if there is none.</summary>
    public AttributeValue? this[string name]
    {
        get
        {
            var index = Array.BinarySearch(_names, name, StringComparer.Ordinal);
            return index < 0 ? null : _values[index];
        }
    }

    /// <summary>The set of some attributes; of two with one name the last counts.</summary>
    public static AttributeSet Of(IEnumerable<KeyValuePair<string, AttributeValue>> attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        var sorted = new SortedDictionary<string, AttributeValue>(StringComparer.Ordinal);
        foreach (var (name, value) in attributes)
            sorted[name] = value;
        return sorted.Count == 0 ? Empty : new AttributeSet([.. sorted.Keys], [.. sorted.Values]);
    }

    /// <summary>This set with some values in place of its own, and without some names.</summary>
    public AttributeSet Merge(AttributeSet changes, TextSet removed)
    {
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentNullException.ThrowIfNull(removed);
        return Of(this.Where(pair => !removed.Contains(pair.Key)).Concat(changes));
    }

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] AttributeSet? other) =>
        other is not null && _names.SequenceEqual(other._names) && _values.SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AttributeSet);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        _names.Zip(_values).Aggregate(17, (hash, pair) => HashCode.Combine(hash, pair));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, AttributeValue>> GetEnumerator() =>
        _names.Zip(_values, KeyValuePair.Create).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Name and value of each.</summary>
    public override string ToString() => string.Join(", ", this.Select(pair => $"{pair.Key}: {pair.Value}"));
}
