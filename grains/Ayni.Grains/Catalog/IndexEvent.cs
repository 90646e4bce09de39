namespace Ayni.Grains.Catalog;

/// <summary>What happens to <see cref="IndexTables"/>.</summary>
internal abstract record IndexEvent
{
    private IndexEvent()
    {
    }

    /// <summary>Somebody asks for a table.</summary>
    internal sealed record Asked(IndexKey Key) : IndexEvent;

    /// <summary>A load made its table; what the catalogue says up to a position is copied from another.</summary>
    internal sealed record Made(long Load, long Position) : IndexEvent;

    /// <summary>A load read on.</summary>
    /// <param name="Load">The load.</param>
    /// <param name="UpTo">Position that its table is complete up to.</param>
    /// <param name="IsAtHead">Whether that was the catalogue's head when the reading began.</param>
    internal sealed record ReadOn(long Load, long UpTo, bool IsAtHead) : IndexEvent;

    /// <summary>A load failed.</summary>
    internal sealed record Failed(long Load) : IndexEvent;

    /// <summary>The silo's follower begins, with the catalogue's head as it read it.</summary>
    internal sealed record FollowingBegan(long Head) : IndexEvent;

    /// <summary>The follower brings what is new since it last did, or began.</summary>
    internal sealed record Followed(long UpTo) : IndexEvent;

    /// <summary>A table is to be kept, whatever else is loaded, until another is.</summary>
    internal sealed record Pinned(IndexKey Key) : IndexEvent;
}
