namespace Ayni.Grains.Catalog;

/// <summary>What <see cref="IndexTables"/> has done.</summary>
internal abstract record IndexCommand
{
    private IndexCommand()
    {
    }

    /// <summary>Make a table, and say where it is.</summary>
    internal sealed record Load(long Number, IndexKey Key) : IndexCommand;

    /// <summary>Read changes of the catalogue into the table of a load, after its position, and say how far.</summary>
    internal sealed record Read(long Number) : IndexCommand;

    /// <summary>Give the table of a load to all who asked for it: it is whole, and stays so.</summary>
    internal sealed record Admit(long Number) : IndexCommand;

    /// <summary>Apply what the follower brought to these tables.</summary>
    internal sealed record Apply(IReadOnlyList<long> Numbers) : IndexCommand;

    /// <summary>Let go of a table, or of a load that failed.</summary>
    internal sealed record Drop(long Number) : IndexCommand;
}
