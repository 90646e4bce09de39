using Ayni.Domain;
using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;
using Ayni.Domain.Models;
using Ayni.Testing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Ayni.Storage.Tests;

public sealed class StorageServiceCollectionExtensionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private StorageOptions Options => new() { DataDirectory = _folder.Path };

    [Fact]
    public async Task AddAyniStorage_Options_RegistersOneOfEachStore()
    {
        var services = new ServiceCollection().AddAyniStorage(Options).AddAyniGrainStorage("ayni");
        await using var provider = services.BuildServiceProvider();

        var storage = provider.GetRequiredService<AyniStorage>();

        Assert.Same(storage.Log, provider.GetRequiredService<IInteractionLog>());
        Assert.Same(storage.Catalog, provider.GetRequiredService<ICatalogStore>());
        Assert.Same(storage.Models, provider.GetRequiredService<IModelStore>());
        Assert.Same(storage.Changes, provider.GetRequiredService<IChangeSignal>());
        Assert.Same(storage, provider.GetRequiredService<IStorageInitializer>());
        Assert.NotNull(provider.GetKeyedService<IGrainStorage>("ayni"));
        await provider.GetRequiredService<IStorageInitializer>().InitializeAsync();
        Assert.True(File.Exists(Path.Combine(_folder.Path, "ayni.db")));
    }

    [Fact]
    public async Task AddAyniStorage_NotInitialized_MakesTheSchemaOnFirstUse()
    {
        await using var provider = new ServiceCollection().AddAyniStorage(Options).BuildServiceProvider();

        Assert.Equal(0, await provider.GetRequiredService<IInteractionLog>().GetHeadAsync());
    }

    [Fact]
    public async Task AddAyniStorage_OpenStorage_IsSharedAndLeftOpen()
    {
        await using var storage = await AyniStorage.OpenAsync(Options, TimeProvider.System);

        await using (var provider = new ServiceCollection().AddAyniStorage(storage).BuildServiceProvider())
            Assert.Same(storage.Log, provider.GetRequiredService<IInteractionLog>());

        Assert.Equal(0, await storage.Log.GetHeadAsync());
    }

    [Fact]
    public void AddAyniStorage_BadOptions_ThrowsAtOnce() =>
        Assert.Throws<ArgumentException>(
            () => new ServiceCollection().AddAyniStorage(new StorageOptions { DataDirectory = "" }));

    public void Dispose() => _folder.Dispose();
}
