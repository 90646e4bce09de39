namespace Orleans.Runtime;

/// <summary>Text of an id. Orleans keeps UTF-8 bytes; here it is the string itself.</summary>
public readonly struct IdSpan : IEquatable<IdSpan>, IComparable<IdSpan>
{
    private readonly string? _value;

    private IdSpan(string value) => _value = value;

    public bool IsDefault => string.IsNullOrEmpty(_value);

    public static IdSpan Create(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return new(id);
    }

    public int CompareTo(IdSpan other) => string.CompareOrdinal(_value, other._value);

    public bool Equals(IdSpan obj) => string.Equals(_value, obj._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is IdSpan other && Equals(other);

    public override int GetHashCode() => _value is null ? 0 : _value.GetHashCode(StringComparison.Ordinal);

    /// <summary>A hash that is the same in every process.</summary>
    public uint GetUniformHashCode()
    {
        const uint offset = 2166136261, prime = 16777619;
        var hash = offset;
        foreach (var c in _value ?? string.Empty)
            hash = unchecked((hash ^ c) * prime);

        // FNV leaves the low bits of similar texts alike; placement takes the hash modulo a small number.
        hash ^= hash >> 16;
        hash = unchecked(hash * 0x85ebca6b);
        return hash ^ (hash >> 13);
    }

    public override string ToString() => _value ?? string.Empty;

    public static bool operator ==(IdSpan a, IdSpan b) => a.Equals(b);

    public static bool operator !=(IdSpan a, IdSpan b) => !a.Equals(b);
}
