using System.Globalization;

namespace Orleans.Runtime;

/// <summary>Identity of a grain: class and key.</summary>
public readonly struct GrainId : IEquatable<GrainId>, IComparable<GrainId>
{
    public GrainId(GrainType type, IdSpan key)
    {
        Type = type;
        Key = key;
    }

    public GrainType Type { get; }

    public IdSpan Key { get; }

    public bool IsDefault => Type.IsDefault && Key.IsDefault;

    public static GrainId Create(string type, string key) => Create(GrainType.Create(type), key);

    public static GrainId Create(GrainType type, string key) => new(type, IdSpan.Create(key));

    public static GrainId Create(GrainType type, IdSpan key) => new(type, key);

    public int CompareTo(GrainId other)
    {
        var byType = Type.CompareTo(other.Type);
        return byType != 0 ? byType : Key.CompareTo(other.Key);
    }

    public bool Equals(GrainId other) => Key.Equals(other.Key) && Type.Equals(other.Type);

    public override bool Equals(object? obj) => obj is GrainId other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Type, Key);

    public uint GetUniformHashCode() =>
        unchecked((Type.Value.GetUniformHashCode() * 31) + Key.GetUniformHashCode());

    public override string ToString() => $"{Type}/{Key}";

    internal bool TryGetIntegerKey(out long key) => long.TryParse(
        Key.ToString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out key);

    internal bool TryGetGuidKey(out Guid key) => Guid.TryParseExact(Key.ToString(), "N", out key);

    public static bool operator ==(GrainId left, GrainId right) => left.Equals(right);

    public static bool operator !=(GrainId left, GrainId right) => !left.Equals(right);
}
