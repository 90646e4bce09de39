using Ayni.Filters.Columns;

namespace Ayni.Filters.Selection;

/// <summary>Those that a bitmap of the chunk holds.</summary>
internal sealed class BitmapPlan(Func<Chunk, ReadOnlySpan<ulong>> bitsOf) : Plan
{
    public override double Cost => 0;

    public override void Select(Chunk chunk, ReadOnlySpan<ulong> candidates, Span<ulong> result)
    {
        var bits = bitsOf(chunk);
        for (var i = 0; i < result.Length; i++)
            result[i] = candidates[i] & bits[i];
    }
}
