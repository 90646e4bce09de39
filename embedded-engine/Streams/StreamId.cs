using System.Globalization;

namespace Orleans.Runtime;

/// <summary>Identity of a stream: namespace and key.</summary>
public readonly struct StreamId : IEquatable<StreamId>, IComparable<StreamId>
{
    private readonly string? _namespace;
    private readonly string? _key;

    private StreamId(string? ns, string key)
    {
        _namespace = string.IsNullOrEmpty(ns) ? null : ns;
        _key = key;
    }

    public static StreamId Create(string? ns, Guid key) => new(ns, key.ToString("N"));

    public static StreamId Create(string? ns, long key) => new(ns, key.ToString(CultureInfo.InvariantCulture));

    public static StreamId Create(string? ns, string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new(ns, key);
    }

    public string GetKeyAsString() => _key ?? string.Empty;

    public string? GetNamespace() => _namespace;

    public int CompareTo(StreamId other)
    {
        var byNamespace = string.CompareOrdinal(_namespace, other._namespace);
        return byNamespace != 0 ? byNamespace : string.CompareOrdinal(_key, other._key);
    }

    public bool Equals(StreamId other) =>
        string.Equals(_namespace, other._namespace, StringComparison.Ordinal)
        && string.Equals(_key, other._key, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is StreamId other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_namespace, _key);

    public override string ToString() => $"{_namespace ?? "null"}/{_key}";

    public static bool operator ==(StreamId s1, StreamId s2) => s1.Equals(s2);

    public static bool operator !=(StreamId s1, StreamId s2) => !s1.Equals(s2);
}
