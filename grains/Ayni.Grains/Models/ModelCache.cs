using Ayni.Content;
using Ayni.Domain.Errors;
using Ayni.Domain.Models;

namespace Ayni.Grains.Models;

/// <summary>
/// The models in this silo's memory, shared by its user grains and shards. Callers who ask for a version at the same
/// time share one load. Keeps the <see cref="MaxVersions"/> used last. Thread-safe; one a silo.
/// </summary>
public sealed class ModelCache(
    IModelStore store, ModelMetrics metrics, IEnumerable<ITextEncoder>? encoders = null)
{
    /// <summary>Versions kept: the active one, the one before, and one that is about to be activated.</summary>
    public const int MaxVersions = 3;

    private readonly Lock _lock = new();

    // Used last comes last.
    private readonly List<(string Model, string Version, Task<ServedModel> Loading)> _entries = [];

    /// <summary>The model; loads it if it is not in memory.</summary>
    /// <exception cref="AyniException"><c>not_found</c>: the model store does not hold the version.</exception>
    public async Task<ServedModel> GetAsync(string modelName, string version)
    {
        var loading = FindOrStart(modelName, version);
        try
        {
            return await loading;
        }
        catch
        {
            // A failure is not kept: the next caller tries again.
            lock (_lock)
                _entries.RemoveAll(entry => ReferenceEquals(entry.Loading, loading));
            throw;
        }
    }

    private Task<ServedModel> FindOrStart(string modelName, string version)
    {
        lock (_lock)
        {
            var index = _entries.FindIndex(entry => entry.Model == modelName && entry.Version == version);
            var entry = index >= 0
                ? _entries[index]
                : (modelName, version, Task.Run(() => metrics.LoadAsync(() => LoadAsync(modelName, version))));
            if (index >= 0)
                _entries.RemoveAt(index);
            else if (_entries.Count == MaxVersions)
                _entries.RemoveAt(0);
            _entries.Add(entry);
            return entry.Item3;
        }
    }

    /// <summary>Reads a model whose caller holds on to slices of it alone: it is not kept.</summary>
    /// <exception cref="AyniException"><c>not_found</c>: the model store does not hold the version.</exception>
    internal Task<T> ReadAsync<T>(
        string modelName, string version, Func<ModelArtifact, ITextEncoder?, T> take) => Task.Run(
        () => metrics.LoadAsync(async () => take(await ReadAsync(modelName, version), encoders?.FirstOrDefault())));

    // On the thread pool: reading takes a while, and this is nobody's turn.
    private async Task<ServedModel> LoadAsync(string modelName, string version) =>
        new(await ReadAsync(modelName, version), encoders?.FirstOrDefault());

    private async Task<ModelArtifact> ReadAsync(string modelName, string version)
    {
        var key = ModelKeys.Items(modelName, version);
        var bytes = await store.ReadAsync(key) ?? throw new AyniException(
            ErrorCodes.NotFound, $"Model {modelName} has no version {version}: the model store lacks {key}.");
        return ModelArtifact.FromSafeTensors(bytes);
    }
}
