namespace Ayni.Grains.Following;

/// <summary>What happens to a <see cref="ReaderBacklog{TRow}"/>.</summary>
/// <typeparam name="TRow">A row of the feed.</typeparam>
public abstract record ReaderEvent<TRow>
{
    private ReaderEvent()
    {
    }

    /// <summary>The feed came to a row of the grain; in order of position.</summary>
    /// <param name="Position">Its position.</param>
    /// <param name="Row">The row.</param>
    /// <param name="Bytes">Memory it holds while it waits.</param>
    /// <param name="MayWait">False where the rows of all grains hold as much as they may: it is left out.</param>
    public sealed record Found(long Position, TRow Row, long Bytes = 0, bool MayWait = true) : ReaderEvent<TRow>;

    /// <summary>The feed went on to a position without reading what lies before it.</summary>
    public sealed record Skipped(long Position) : ReaderEvent<TRow>;

    /// <summary>The grain read for itself, for the first time or again.</summary>
    public sealed record Joined(long Position) : ReaderEvent<TRow>;

    /// <summary>The call under way ended.</summary>
    public sealed record Answered(long Position) : ReaderEvent<TRow>;

    /// <summary>The call under way failed; whether the grain applied anything is not known.</summary>
    public sealed record Failed : ReaderEvent<TRow>;

    /// <summary>Time passed: what failed is tried again.</summary>
    public sealed record Ticked : ReaderEvent<TRow>;
}
