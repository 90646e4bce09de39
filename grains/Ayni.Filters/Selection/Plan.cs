using Ayni.Filters.Columns;

namespace Ayni.Filters.Selection;

/// <summary>A condition over the columns of a chunk.</summary>
internal abstract class Plan
{
    /// <summary>What it costs a row, roughly, in nanoseconds: cheap conditions of an "and" go first.</summary>
    public abstract double Cost { get; }

    /// <summary>Finds the candidates that meet the condition.</summary>
    /// <param name="chunk">The rows.</param>
    /// <param name="candidates">A bit a row of the chunk.</param>
    /// <param name="result">All of it is written; it may not be <paramref name="candidates"/>.</param>
    public abstract void Select(Chunk chunk, ReadOnlySpan<ulong> candidates, Span<ulong> result);
}
