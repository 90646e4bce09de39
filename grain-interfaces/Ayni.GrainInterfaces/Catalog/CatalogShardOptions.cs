using Ayni.Domain.Errors;

namespace Ayni.GrainInterfaces.Catalog;

/// <summary>How the catalogue is cut into shards. The same on every silo of a cluster.</summary>
public sealed record CatalogShardOptions
{
    /// <summary>Most products one <see cref="ICatalogShardGrain.Refresh"/> can name.</summary>
    public const int MaxRefresh = 10_000;

    /// <summary>Most shards.</summary>
    public const int MaxShards = 1024;

    /// <summary>Shards. <value>Default 4; range 1 to 1,024.</value> Answers do not depend on it.</summary>
    public int Shards { get; init; } = 4;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: a value is out of range.</exception>
    public CatalogShardOptions Validate()
    {
        if (Shards is < 1 or > MaxShards)
        {
            throw new AyniException(
                ErrorCodes.Invalid, $"Shards is {Shards}; it must be from 1 to {MaxShards}. Set Ayni:Shards.");
        }

        return this;
    }
}
