using System.Collections.Immutable;
using Ayni.Domain.Errors;
using Ayni.Domain.Models;
using Ayni.GrainInterfaces;
using Ayni.GrainInterfaces.Models;
using Ayni.Grains.Following;
using Ayni.Grains.Hosting;

namespace Ayni.Grains.Models;

/// <summary>
/// Versions of one model. The reads interleave, so that they do not wait while silos load; they see what is in grain
/// storage, never a change that is still being written.
/// </summary>
[GrainType("modelregistry")]
internal sealed class ModelRegistryGrain(
    [PersistentState("model-registry", GrainStorageNames.Default)] IPersistentState<ModelRegistryState> storage,
    IModelStore store,
    RerankerFiles rerankers,
    SiloFollowers silos) : Grain, IModelRegistryGrain
{
    /// <summary>Versions kept; older ones go with their files, the active and the previous one apart.</summary>
    public const int MaxVersions = 16;

    private ModelRegistryState _current = new();

    private string Name => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _current = storage.State;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<ModelRegistryView> Get(CancellationToken cancellationToken) => Task.FromResult(
        new ModelRegistryView(
            _current.ActiveVersion, _current.PreviousVersion, _current.Versions, _current.Revision));

    /// <inheritdoc/>
    public Task<string?> GetActiveVersion(CancellationToken cancellationToken) =>
        Task.FromResult(_current.ActiveVersion);

    /// <inheritdoc/>
    public async Task Publish(ModelVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        var key = ModelKeys.Items(Name, version.Version);
        if (!(await store.ListAsync(key)).Contains(key))
        {
            throw new AyniException(
                ErrorCodes.NotFound, $"Version {version.Version} cannot be published: the model store lacks {key}.");
        }

        await SwitchAsync(_current with
        {
            Versions =
            [
                version with
                {
                    Reranker = _current.Versions.FirstOrDefault(known => known.Version == version.Version)?.Reranker,
                },
                .. _current.Versions.Where(known => known.Version != version.Version),
            ],
        }, version.Version);
        await PruneAsync();
    }

    /// <inheritdoc/>
    public async Task<ModelRegistryView> Activate(string version)
    {
        if (!_current.Versions.Any(known => known.Version == version))
            throw NoVersion(version);
        await SwitchAsync(_current, version);
        return await Get(CancellationToken.None);
    }

    /// <inheritdoc/>
    public async Task<ModelRegistryView> SetReranker(
        string version, RerankerVersion? reranker, CancellationToken cancellationToken)
    {
        var known = _current.Versions.FirstOrDefault(known => known.Version == version) ?? throw NoVersion(version);
        if (reranker is not null)
            await rerankers.ReadAsync(Name, version, reranker, cancellationToken);
        var before = known.Reranker;
        if (before == reranker)
            return await Get(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        await WriteAsync(_current with
        {
            Versions = _current.Versions.Replace(known, known with { Reranker = reranker }),
            Revision = _current.Revision + 1,
        });
        await ServeAsync();
        if (before is not null && before.ContentHash != reranker?.ContentHash)
            await store.DeleteAsync(ModelKeys.Reranker(Name, version, before.ContentHash), CancellationToken.None);
        return await Get(CancellationToken.None);
    }

    private AyniException NoVersion(string version) => new(
        ErrorCodes.NotFound, $"Model {Name} has no version {version}; GET /v1/models lists those it has.");

    private async Task SwitchAsync(ModelRegistryState state, string version)
    {
        await silos.CallAllAsync(silo => silo.Load(Name, version, CancellationToken.None));
        await WriteAsync(state.ActiveVersion == version
            ? state
            : state with
            {
                ActiveVersion = version,
                PreviousVersion = state.ActiveVersion,
                Revision = state.Revision + 1,
            });
        await ServeAsync();
    }

    // Answers come from the default model alone.
    private async Task ServeAsync()
    {
        if (Name != ModelNames.Default)
            return;
        var (version, revision) = (_current.ActiveVersion, _current.Revision);
        await silos.CallAllAsync(silo => silo.Serve(version, revision, CancellationToken.None));
    }

    // The record goes first: a crash between the two leaves files without a record, never a record without files.
    private async Task PruneAsync()
    {
        var old = _current.Versions.Skip(MaxVersions)
            .Where(known => known.Version != _current.ActiveVersion && known.Version != _current.PreviousVersion)
            .ToImmutableArray();
        if (old.IsEmpty)
            return;
        await WriteAsync(_current with { Versions = _current.Versions.RemoveRange(old) });
        foreach (var version in old)
            await store.DeleteAsync(ModelKeys.Prefix(Name, version.Version));
    }

    private async Task WriteAsync(ModelRegistryState state)
    {
        if (state == _current)
            return;
        await storage.ReplaceAsync(state);
        _current = state;
    }
}
