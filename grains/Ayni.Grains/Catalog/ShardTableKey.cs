using Ayni.GrainInterfaces.Catalog;

namespace Ayni.Grains.Catalog;

/// <summary>What a shard's table was made from.</summary>
/// <param name="ModelName">Model.</param>
/// <param name="Version">Its version; null: no model, popularity from the log.</param>
/// <param name="AsOfPosition">Log position of that popularity; 0 with a version.</param>
internal readonly record struct ShardTableKey(string ModelName, string? Version, long AsOfPosition)
{
    public static ShardTableKey Of(ShardQuery query) =>
        new(query.ModelName, query.Version, query.Version is null ? query.AsOfPosition : 0);
}
