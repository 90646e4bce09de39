using Ayni.Grains.Hosting;

namespace Ayni.Grains.Tests.Shops;

/// <summary>What a test wants of its cluster.</summary>
public sealed record ShopClusterOptions
{
    /// <summary>Silos at the start.</summary>
    public short Silos { get; init; } = 1;

    /// <summary>Options of the grains. By default nothing follows the log: a lost wake stays lost.</summary>
    public AyniGrainsOptions Grains { get; init; } = new() { FollowsLog = false };

    /// <summary>Folder of the data; null: a new one, deleted with the cluster.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Registers more services in every silo, or replaces some.</summary>
    public Action<Microsoft.Extensions.DependencyInjection.IServiceCollection>? ConfigureServices { get; init; }
}
