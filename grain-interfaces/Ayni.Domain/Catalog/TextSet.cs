using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Ayni.Domain.Catalog;

/// <summary>Some texts, each once, in ordinal order; equal if they hold the same. Never null inside.</summary>
[GenerateSerializer, Immutable, Alias("ayni.text-set")]
[JsonConverter(typeof(TextSetConverter))]
public sealed class TextSet : IReadOnlyList<string>, IEquatable<TextSet>
{
    [Id(0)] private readonly string[] _texts;

    private TextSet(string[] texts) => _texts = texts;

    /// <summary>None.</summary>
    public static TextSet Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _texts.Length;

    /// <inheritdoc/>
    public string this[int index] => _texts[index];

    /// <summary>The set of some texts; repeats count once.</summary>
    public static TextSet Of(params IEnumerable<string> texts)
    {
        string[] sorted = [.. texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return sorted.Length == 0 ? Empty : new TextSet(sorted);
    }

    /// <summary>Whether a text is in it.</summary>
    public bool Contains(string text) => Array.BinarySearch(_texts, text, StringComparer.Ordinal) >= 0;

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] TextSet? other) => other is not null && _texts.SequenceEqual(other._texts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TextSet);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        _texts.Aggregate(17, (hash, text) => HashCode.Combine(hash, StringComparer.Ordinal.GetHashCode(text)));

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_texts).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The texts with commas between them.</summary>
    public override string ToString() => string.Join(", ", _texts);
}
