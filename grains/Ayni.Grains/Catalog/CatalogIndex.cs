using Ayni.Domain.Catalog;
using Ayni.Grains.Answering;
using Ayni.Grains.Models;

namespace Ayni.Grains.Catalog;

/// <summary>
/// This silo's tables of the versions used last, kept current by the silo's follower of the catalogue. Callers who ask
/// for a version at the same time share one load. Thread-safe; one a silo.
/// </summary>
public sealed class CatalogIndex(
    ICatalogStore catalog, ModelCache models, LogPopularity popularity, ModelMetrics metrics) : IDisposable
{
    /// <summary>Tables kept: the active version, the one before, and one about to be activated.</summary>
    public const int MaxTables = 3;

    /// <summary>Changes of the catalogue read at once by a load.</summary>
    public const int PageSize = 5_000;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _applying = new(1);

    // Used last comes last.
    private readonly List<Slot> _slots = [];
    private IndexKey? _pinned;
    private IndexProgress _progress = new("waiting for the first question", 0, 0);

    /// <summary>How far the load under way, or the last one, is.</summary>
    public IndexProgress Progress => Volatile.Read(ref _progress);

    /// <summary>Catalogue position of the table that is furthest behind; null while none is loaded.</summary>
    internal long? OldestPosition => Loaded() is { Count: > 0 } tables ? tables.Min(table => table.Position) : null;

    /// <summary>The table; loads it if it is not in memory.</summary>
    /// <exception cref="Domain.Errors.AyniException">
    /// <c>not_found</c>: the model store does not hold the version.
    /// </exception>
    internal async Task<IndexTable> GetAsync(IndexKey key, CancellationToken cancellationToken = default)
    {
        var slot = FindOrStart(key);
        try
        {
            return await slot.Loading.WaitAsync(cancellationToken);
        }
        catch (Exception) when (slot.Loading.IsFaulted)
        {
            // A failure is not kept: the next question tries again.
            lock (_gate)
                _slots.Remove(slot);
            throw;
        }
    }

    /// <summary>
    /// Keeps a table, whatever else is loaded, until another one is kept: it is the one that answers.
    /// </summary>
    internal void Pin(IndexKey key)
    {
        lock (_gate)
            _pinned = key;
    }

    /// <summary>Takes over changes that the silo's follower read, in every table.</summary>
    internal async Task ApplyAsync(
        IReadOnlyList<CatalogChange> changes, long upTo, CancellationToken cancellationToken)
    {
        await _applying.WaitAsync(cancellationToken);
        try
        {
            foreach (var table in Loaded())
                table.Apply(changes, upTo);
        }
        finally
        {
            _applying.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _applying.Dispose();

    private Slot FindOrStart(IndexKey key)
    {
        lock (_gate)
        {
            var slot = _slots.Find(slot => slot.Key == key);
            if (slot is not null)
                _slots.Remove(slot);

            // Away from the caller's turn: reading the catalogue takes a while, and others wait for the same table.
            slot ??= new Slot(key, Task.Run(() => metrics.BuildAsync(() => LoadAsync(key))));
            _slots.Add(slot);
            return slot;
        }
    }

    private async Task<IndexTable> LoadAsync(IndexKey key)
    {
        Report("loading the model", 0, 0);
        var table = key.Version is { } version
            ? IndexTable.Of(key, await models.GetAsync(key.ModelName, version))
            : IndexTable.Of(key, await popularity.GetAsync(key.AsOfPosition));
        if (Loaded() is [.., var newest])
            newest.CopyCatalogTo(table);
        var total = await catalog.CountAsync();
        await CatchUpAsync(table, total);

        // Among the tables that the follower keeps current only once nothing is missing.
        await _applying.WaitAsync();
        try
        {
            await CatchUpAsync(table, total);
            Admit(table);
        }
        finally
        {
            _applying.Release();
        }

        Report("ready", table.Position == 0 ? 0 : total, total);
        return table;
    }

    private async Task CatchUpAsync(IndexTable table, long total)
    {
        var head = await catalog.GetHeadAsync();
        for (long read = 0; table.Position < head;)
        {
            Report("reading the catalogue", read, total);
            var page = await catalog.ReadChangesAsync(table.Position, PageSize);
            read += page.Count;
            var last = page.Count == 0 ? 0 : page[^1].Position;
            table.Apply(page, page.Count < PageSize ? Math.Max(head, last) : last);
        }
    }

    private void Admit(IndexTable table)
    {
        lock (_gate)
        {
            if (_slots.Find(slot => slot.Key == table.Key) is { } own)
                own.Table = table;
            var loaded = _slots.Where(slot => slot.Table is not null && slot.Key != _pinned).ToArray();
            foreach (var old in loaded.Take(loaded.Length - (MaxTables - 1)))
                _slots.Remove(old);
        }
    }

    private IReadOnlyList<IndexTable> Loaded()
    {
        lock (_gate)
            return [.. _slots.Select(slot => slot.Table).OfType<IndexTable>()];
    }

    private void Report(string stage, long read, long total) =>
        Volatile.Write(ref _progress, new IndexProgress(stage, read, total));

    private sealed class Slot(IndexKey key, Task<IndexTable> loading)
    {
        public IndexKey Key { get; } = key;

        public Task<IndexTable> Loading { get; } = loading;

        /// <summary>Set once the follower keeps it current.</summary>
        public IndexTable? Table { get; set; }
    }
}
