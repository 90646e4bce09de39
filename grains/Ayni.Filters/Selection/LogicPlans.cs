using Ayni.Filters.Columns;

namespace Ayni.Filters.Selection;

/// <summary>All or none.</summary>
internal sealed class ConstantPlan(bool holds) : Plan
{
    public static ConstantPlan All { get; } = new(true);

    public static ConstantPlan None { get; } = new(false);

    public override double Cost => 0;

    public override void Select(Chunk chunk, ReadOnlySpan<ulong> candidates, Span<ulong> result)
    {
        if (holds)
            candidates.CopyTo(result);
        else
            result.Clear();
    }
}

/// <summary>Those that meet all conditions; each is asked of what the ones before have left.</summary>
internal sealed class AndPlan : Plan
{
    private readonly Plan[] _parts;

    public AndPlan(IEnumerable<Plan> parts) => _parts = [.. parts.OrderBy(part => part.Cost)];

    public override double Cost => _parts.Sum(part => part.Cost);

    public override void Select(Chunk chunk, ReadOnlySpan<ulong> candidates, Span<ulong> result)
    {
        candidates.CopyTo(result);
        Span<ulong> left = stackalloc ulong[Chunk.Words];
        foreach (var part in _parts)
        {
            if (result.IndexOfAnyExcept(0UL) < 0)
                return;
            result.CopyTo(left);
            part.Select(chunk, left, result);
        }
    }
}

/// <summary>Those that meet one condition; each is asked of what the ones before have not taken.</summary>
internal sealed class OrPlan : Plan
{
    private readonly Plan[] _parts;

    public OrPlan(IEnumerable<Plan> parts) => _parts = [.. parts.OrderBy(part => part.Cost)];

    public override double Cost => _parts.Sum(part => part.Cost);

    public override void Select(Chunk chunk, ReadOnlySpan<ulong> candidates, Span<ulong> result)
    {
        result.Clear();
        Span<ulong> left = stackalloc ulong[Chunk.Words];
        Span<ulong> taken = stackalloc ulong[Chunk.Words];
        candidates.CopyTo(left);
        foreach (var part in _parts)
        {
            if (left.IndexOfAnyExcept(0UL) < 0)
                return;
            part.Select(chunk, left, taken);
            for (var i = 0; i < taken.Length; i++)
            {
                result[i] |= taken[i];
                left[i] &= ~taken[i];
            }
        }
    }
}

/// <summary>Those that do not meet a condition.</summary>
internal sealed class NotPlan(Plan inner) : Plan
{
    public override double Cost => inner.Cost;

    public override void Select(Chunk chunk, ReadOnlySpan<ulong> candidates, Span<ulong> result)
    {
        inner.Select(chunk, candidates, result);
        for (var i = 0; i < result.Length; i++)
            result[i] = candidates[i] & ~result[i];
    }
}
