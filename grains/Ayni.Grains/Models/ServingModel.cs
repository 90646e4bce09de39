using Ayni.Domain.Errors;
using Ayni.Domain.Models;
using Ayni.Filters;
using Ayni.GrainInterfaces.Models;
using Ayni.Grains.Answering;
using Ayni.Grains.Catalog;
using Ayni.Recommenders;
using Microsoft.Extensions.Logging;

namespace Ayni.Grains.Models;

/// <summary>
/// Which version this silo answers with. The registry pushes each switch, once every silo has loaded the version; the
/// silo asks for itself at its start, and now and then in case a push was lost. What re-ranks the version's lists is
/// switched along with it. Thread-safe; one a silo.
/// </summary>
public sealed partial class ServingModel(
    IGrainFactory grains,
    CatalogIndex index,
    LogPopularity popularity,
    RerankerFiles rerankers,
    ILogger<ServingModel> logger) : IDisposable
{
    // A place among the candidates counts, and each silo knows those of its parts alone.
    private const string SlicedProblem =
        "The catalogue is in parts (Ayni:Index:Partitions), and a re-ranker needs the whole of it in each silo: "
        + "withdraw it (trainer -- rerank --withdraw), or leave the catalogue whole.";

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

    /// <summary>What re-ranks the version's lists; null: nothing does.</summary>
    public Reranker? Reranker => Volatile.Read(ref _served)?.Reranker;

    /// <summary>Why the version's re-ranker is not used; null: it has none, or it is.</summary>
    public string? RerankerProblem => Volatile.Read(ref _served)?.RerankerProblem;

    /// <summary>What re-ranks the lists of a table; null: nothing does, or another table answers by now.</summary>
    internal Reranker? RerankerOf(IndexTable table) =>
        Volatile.Read(ref _served) is { } served && served.Table == table ? served.Reranker : null;

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
        var next = table is null
            ? new Served(null, revision)
            : await WithRerankerAsync(new Served(table, revision), version!, cancellationToken);
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
        var registry = await RegistryAsync(cancellationToken);
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

    // One that cannot be used is no reason not to answer: the lists stay as the model's parts order them.
    private async Task<Served> WithRerankerAsync(Served next, string version, CancellationToken cancellationToken)
    {
        var registry = await RegistryAsync(cancellationToken);
        if (registry.Find(version)?.Reranker is not { } wanted)
            return next;
        if (next.Table is { Slices: not null })
            return next with { RerankerProblem = SlicedProblem };
        if (Volatile.Read(ref _served) is { Reranker: { } held } now
            && held.Header.ModelVersion == version && now.RerankerHash == wanted.ContentHash)
            return next with { Reranker = held, RerankerHash = now.RerankerHash };
        try
        {
            var read = await rerankers.ReadAsync(ModelNames.Default, version, wanted, cancellationToken);
            return next with { Reranker = read, RerankerHash = wanted.ContentHash };
        }
        catch (AyniException refusal)
        {
            LogRerankerUnused(version, refusal.Message);
            return next with { RerankerProblem = refusal.Message };
        }
    }

    private Task<ModelRegistryView> RegistryAsync(CancellationToken cancellationToken) =>
        grains.GetGrain<IModelRegistryGrain>(ModelNames.Default).Get(cancellationToken).WaitAsync(cancellationToken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lists of version {Version} are not re-ranked: {Reason}")]
    private partial void LogRerankerUnused(string version, string reason);

    private sealed record Served(IndexTable? Table, long Revision)
    {
        public Reranker? Reranker { get; init; }

        public string? RerankerHash { get; init; }

        public string? RerankerProblem { get; init; }
    }
}
