using Ayni.Domain.Models;
using Ayni.Filters;
using Ayni.GrainInterfaces.Models;
using Ayni.Grains.Answering;
using Ayni.Grains.Catalog;

namespace Ayni.Grains.Models;

/// <summary>
/// Which version this silo answers with. The registry pushes each switch, once every silo has loaded the version; the
/// silo asks for itself at its start, and now and then in case a push was lost. Thread-safe; one a silo.
/// </summary>
public sealed class ServingModel(IGrainFactory grains, CatalogIndex index, LogPopularity popularity) : IDisposable
{
    private readonly SemaphoreSlim _asking = new(1);
    private Served? _served;
    private IndexTable? _answering;
    private bool _isReady;

    /// <summary>True once the registry was read, what it named is loaded, and the index is built.</summary>
    public bool IsReady => Volatile.Read(ref _isReady);

    /// <summary>Version that answers here; null if none is active, or none is known yet.</summary>
    public string? Version => Volatile.Read(ref _served)?.Table?.Key.Version;

    /// <summary>What products have, as the table that answered last knows it.</summary>
    internal FilterSchema Schema => Volatile.Read(ref _answering)?.Schema ?? FilterSchema.Empty;

    /// <summary>Products that this silo holds of the table that answered last; 0 before the first answer.</summary>
    internal int Products => Volatile.Read(ref _answering)?.Count ?? 0;

    /// <summary>Newest interaction that the version was trained on; null without one.</summary>
    internal DateTimeOffset? ReferenceTime => Volatile.Read(ref _served)?.Table?.Model?.Artifact.ReferenceTime;

    /// <summary>
    /// The table that answers now: of the active version, or else of the popularity counted from the log.
    /// </summary>
    internal async Task<IndexTable> GetTableAsync(CancellationToken cancellationToken = default)
    {
        var served = Volatile.Read(ref _served) ?? await AskAsync(cancellationToken);
        var table = served.Table
            ?? await index.GetAsync(
                new IndexKey(null, await popularity.GetPositionAsync(cancellationToken)), cancellationToken);
        Volatile.Write(ref _answering, table);
        Volatile.Write(ref _isReady, true);
        return table;
    }

    /// <summary>Loads a version, so that a switch to it does not wait.</summary>
    internal Task LoadAsync(string modelName, string version, CancellationToken cancellationToken) =>
        index.GetAsync(new IndexKey(version, 0, modelName), cancellationToken);

    /// <summary>Answers with a version from now on; what is older than what is served is ignored.</summary>
    /// <param name="version">The version; null for none.</param>
    /// <param name="revision">Number of the switch.</param>
    /// <param name="cancellationToken">Gives up before the switch; the load goes on.</param>
    internal async Task ServeAsync(string? version, long revision, CancellationToken cancellationToken)
    {
        var table = version is null ? null : await index.GetAsync(new IndexKey(version, 0), cancellationToken);
        var next = new Served(table, revision);
        for (var now = Volatile.Read(ref _served); now is null || now.Revision < revision;)
        {
            var before = Interlocked.CompareExchange(ref _served, next, now);
            if (ReferenceEquals(before, now))
            {
                if (table is not null)
                    index.Pin(table.Key);
                return;
            }

            now = before;
        }
    }

    /// <summary>Asks the registry.</summary>
    internal async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var registry = await grains.GetGrain<IModelRegistryGrain>(ModelNames.Default).Get(cancellationToken)
            .WaitAsync(cancellationToken);
        if (Volatile.Read(ref _served) is not { } served || served.Revision < registry.Revision)
            await ServeAsync(registry.ActiveVersion, registry.Revision, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _asking.Dispose();

    private async Task<Served> AskAsync(CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            if (Volatile.Read(ref _served) is null)
                await RefreshAsync(cancellationToken);
            return Volatile.Read(ref _served)!;
        }
        finally
        {
            _asking.Release();
        }
    }

    private sealed record Served(IndexTable? Table, long Revision);
}
