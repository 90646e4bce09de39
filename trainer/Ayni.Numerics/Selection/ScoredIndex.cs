namespace Ayni.Numerics;

/// <summary>An index and its score. In order: score descending, then index ascending.</summary>
/// <param name="Index">Dense index.</param>
/// <param name="Score">Higher is better.</param>
public readonly record struct ScoredIndex(int Index, float Score) : IComparable<ScoredIndex>
{
    /// <inheritdoc/>
    public int CompareTo(ScoredIndex other)
    {
        var byScore = other.Score.CompareTo(Score);
        return byScore != 0 ? byScore : Index.CompareTo(other.Index);
    }

    /// <summary>Whether this one comes first.</summary>
    public static bool operator <(ScoredIndex left, ScoredIndex right) => left.CompareTo(right) < 0;

    /// <summary>Whether this one comes last.</summary>
    public static bool operator >(ScoredIndex left, ScoredIndex right) => left.CompareTo(right) > 0;

    /// <summary>Whether this one comes first or is equal.</summary>
    public static bool operator <=(ScoredIndex left, ScoredIndex right) => left.CompareTo(right) <= 0;

    /// <summary>Whether this one comes last or is equal.</summary>
    public static bool operator >=(ScoredIndex left, ScoredIndex right) => left.CompareTo(right) >= 0;
}
