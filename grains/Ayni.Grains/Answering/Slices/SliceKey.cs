using Ayni.Grains.Catalog;

namespace Ayni.Grains.Answering;

/// <summary>Parts of one table.</summary>
[GenerateSerializer, Immutable, Alias("ayni.slice-key")]
internal sealed record SliceKey
{
    /// <summary>Version of the model; null: no model.</summary>
    [Id(0)] public string? Version { get; init; }

    /// <summary>Log position of the popularity counted; 0 with a version.</summary>
    [Id(1)] public long AsOfPosition { get; init; }

    /// <summary>Model.</summary>
    [Id(2)] public required string ModelName { get; init; }

    /// <summary>Parts that the catalogue is in: silos that count otherwise do not understand each other.</summary>
    [Id(3)] public int Count { get; init; }

    /// <summary>The parts meant.</summary>
    [Id(4)] public required int[] Partitions { get; init; }

    /// <summary>What the table is made from.</summary>
    public IndexKey Table => new(Version, AsOfPosition, ModelName);

    /// <summary>Parts of a table.</summary>
    public static SliceKey Of(IndexTable table, int[] partitions) => new()
    {
        Version = table.Key.Version,
        AsOfPosition = table.Key.AsOfPosition,
        ModelName = table.Key.ModelName,
        Count = table.Slices!.Partitions.Count,
        Partitions = partitions,
    };
}
