using Ayni.Grains.Hosting;

namespace Ayni.Grains.Tests.Shops;

/// <summary>What a test wants of its cluster.</summary>
public sealed record ShopClusterOptions
{
    /// <summary>Silos at the start.</summary>
    public short Silos { get; init; } = 1;

    /// <summary>Options of the grains. By default no silo follows by itself: only what is asked for is read.</summary>
    public AyniGrainsOptions Grains { get; init; } = new() { Following = new() { RunsByItself = false } };

    /// <summary>Folder of the data; null: a new one, deleted with the cluster.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Registers more services in every silo, or replaces some.</summary>
    public Action<Microsoft.Extensions.DependencyInjection.IServiceCollection>? ConfigureServices { get; init; }
}
