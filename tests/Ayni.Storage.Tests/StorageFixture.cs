using Microsoft.Extensions.Time.Testing;

namespace Ayni.Storage.Tests;

/// <summary>A fresh place for one test class, with any number of stores opened on it.</summary>
public abstract class StorageFixture : IAsyncLifetime
{
    private readonly List<AyniStorage> _opened = [];

    public abstract StorageOptions Options { get; }

    public FakeTimeProvider Clock { get; } = new();

    /// <summary>Opens stores that live until the class is done.</summary>
    public async Task<AyniStorage> OpenAsync()
    {
        var storage = await AyniStorage.OpenAsync(Options, Clock);
        _opened.Add(storage);
        return storage;
    }

    public abstract Task InitializeAsync();

    public async Task DisposeAsync()
    {
        foreach (var storage in _opened)
            await storage.DisposeAsync();
        await RemoveAsync();
    }

    protected abstract Task RemoveAsync();
}
