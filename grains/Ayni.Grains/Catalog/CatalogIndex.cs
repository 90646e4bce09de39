using Ayni.Domain.Catalog;
using Ayni.Grains.Answering;
using Ayni.Grains.Models;

namespace Ayni.Grains.Catalog;

/// <summary>
/// This silo's tables of the versions used last, kept current by the silo's follower of the catalogue. Callers who ask
/// for a version at the same time share one load. <see cref="IndexTables"/> decides; this reads and holds the tables.
/// Thread-safe; one a silo.
/// </summary>
public sealed class CatalogIndex(
    ICatalogStore catalog,
    ModelCache models,
    LogPopularity popularity,
    ModelMetrics metrics,
    SliceHoldings? holdings = null)
{
    /// <summary>Tables kept: the active version, the one before, and one about to be activated.</summary>
    public const int MaxTables = IndexTables.MaxTables;

    /// <summary>Changes of the catalogue read at once by a load.</summary>
    public const int PageSize = 5_000;

    private readonly Lock _gate = new();

    /// <summary>By number of the load.</summary>
    private readonly Dictionary<long, Held> _held = [];

    private IndexTables _tables = new();
    private IndexProgress _progress = new("waiting for the first question", 0, 0);

    /// <summary>How far the load under way, or the last one, is.</summary>
    public IndexProgress Progress => Volatile.Read(ref _progress);

    /// <summary>The table; loads it if it is not in memory.</summary>
    /// <exception cref="Domain.Errors.AyniException">
    /// <c>not_found</c>: the model store does not hold the version. A failure is not kept: the next question tries
    /// again.
    /// </exception>
    internal Task<IndexTable> GetAsync(IndexKey key, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            Happen(new IndexEvent.Asked(key));
            return _held[_tables.Find(key)!.Load].Loading.WaitAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Keeps a table, whatever else is loaded, until another one is kept: it is the one that answers.
    /// </summary>
    internal void Pin(IndexKey key)
    {
        lock (_gate)
            Happen(new IndexEvent.Pinned(key));
    }

    /// <summary>Called by the silo's follower of the catalogue before it brings anything.</summary>
    /// <param name="head">The catalogue's head.</param>
    /// <returns>Position after which it is to bring every change.</returns>
    internal long BeginFollowing(long head)
    {
        lock (_gate)
        {
            Happen(new IndexEvent.FollowingBegan(head));
            return _tables.FollowedUpTo;
        }
    }

    /// <summary>Takes over changes that the silo's follower read, in every table. One call at a time.</summary>
    internal void Apply(IReadOnlyList<CatalogChange> changes, long upTo)
    {
        IndexTable[] tables;
        lock (_gate)
        {
            tables =
            [
                .. Happen(new IndexEvent.Followed(upTo)).OfType<IndexCommand.Apply>()
                    .SelectMany(apply => apply.Numbers).Select(load => _held[load].Table!),
            ];
        }

        foreach (var table in tables)
            table.Apply(changes, upTo);
    }

    /// <summary>What is done at once is done; the rest is for the caller. Under the gate.</summary>
    private IReadOnlyList<IndexCommand> Happen(IndexEvent happened)
    {
        (_tables, var commands) = _tables.Next(happened);
        foreach (var command in commands)
        {
            switch (command)
            {
                case IndexCommand.Load load:
                    // Away from the caller's turn: reading the catalogue takes a while.
                    _held.Add(load.Number, new Held());
                    _ = Task.Run(() => LoadAsync(load.Number, load.Key));
                    break;
                case IndexCommand.Admit admit:
                    _held[admit.Number].Admit();
                    break;
                case IndexCommand.Drop drop:
                    _held.Remove(drop.Number);
                    break;
            }
        }

        return commands;
    }

    private async Task LoadAsync(long load, IndexKey key)
    {
        Held held;
        lock (_gate)
            held = _held[load];
        try
        {
            await metrics.BuildAsync(() => LoadAsync(load, key, held));
        }
        catch (Exception failure) // Goes to those who asked.
        {
            lock (_gate)
                Happen(new IndexEvent.Failed(load));
            held.Fail(failure);
        }
    }

    private async Task LoadAsync(long load, IndexKey key, Held held)
    {
        Report("loading the model", 0, 0);
        var table = await MakeAsync(key);
        var total = await catalog.CountAsync();
        IReadOnlyList<IndexCommand> next;
        lock (_gate)
        {
            held.Table = table;
            next = Happen(new IndexEvent.Made(load, table.Position));
        }

        for (long read = 0; next.Any(command => command is IndexCommand.Read);)
        {
            Report("reading the catalogue", read, total);
            var (rows, happened) = await ReadOnAsync(load, table);
            read += rows;
            lock (_gate)
                next = Happen(happened);
        }

        Report("ready", table.Position == 0 ? 0 : total, total);
    }

    /// <summary>Has every table that answers hold the parts that this silo is to hold now.</summary>
    /// <returns>Parts that it holds beside them.</returns>
    internal async Task<IReadOnlyList<(IndexTable Table, int Partition)>> KeepPlacedAsync()
    {
        if (holdings is not { IsSliced: true })
            return [];
        IndexTable[] tables;
        lock (_gate)
            tables = [.. _tables.Ready.Select(slot => _held[slot.Load].Table!)];
        var wanted = holdings.Wanted;
        foreach (var table in tables)
        {
            int[] missing = [.. wanted.Where(partition => !table.Slices!.Held.ContainsKey(partition))];
            if (missing.Length > 0)
                await AddSlicesAsync(table, missing);
        }

        return
        [
            .. from table in tables
               from partition in table.Slices!.Held.Keys
               where !wanted.Contains(partition)
               select (table, partition),
        ];
    }

    /// <summary>The table, if it answers already; it is not loaded.</summary>
    internal IndexTable? Find(IndexKey key)
    {
        lock (_gate)
        {
            return _tables.Find(key) is { IsReady: true } slot ? _held[slot.Load].Table : null;
        }
    }

    /// <summary>The table used last of those that answer; null: none does yet.</summary>
    internal IndexTable? Newest()
    {
        lock (_gate)
        {
            return _tables.Ready.LastOrDefault() is { } slot ? _held[slot.Load].Table : null;
        }
    }

    private async Task<IndexTable> MakeAsync(IndexKey key)
    {
        var newest = Newest();
        var table = holdings is { IsSliced: true }
            ? await MakeSlicedAsync(key, newest)
            : key.Version is { } version
                ? IndexTable.Of(key, await models.GetAsync(key.ModelName, version))
                : IndexTable.Of(key, await popularity.GetAsync(key.AsOfPosition));

        // Columns hold no texts: a model that goes by them needs the products themselves.
        if (!table.HasTexts)
            newest?.CopyCatalogTo(table);
        return table;
    }

    private async Task<IndexTable> MakeSlicedAsync(IndexKey key, IndexTable? newest)
    {
        var (model, slices) = await CutAsync(key, holdings!.Wanted);
        var table = IndexTable.Of(key, new TableSlices(holdings.Partitions, model, newest?.Slices?.Words));
        foreach (var slice in slices(table.Slices!))
            table.TryAdmit(slice);
        return table;
    }

    // The model is read anew for them: what a silo does not hold it does not keep.
    private async Task AddSlicesAsync(IndexTable table, IReadOnlyCollection<int> partitions)
    {
        var (_, slices) = await CutAsync(table.Key, partitions);
        foreach (var slice in slices(table.Slices!))
        {
            do
            {
                var head = await catalog.GetHeadAsync();
                while (slice.Table.Position < head)
                {
                    var page = await catalog.ReadChangesAsync(slice.Table.Position, PageSize);
                    slice.Table.Apply(
                        [.. page.Where(change => holdings!.Partitions.Of(change.ProductId) == slice.Partition)],
                        page.Count < PageSize ? Math.Max(head, LastOf(page)) : LastOf(page));
                }
            }
            while (!table.TryAdmit(slice));
        }
    }

    private async Task<(SlicedModel? Model, Func<TableSlices, IEnumerable<TableSlice>> Slices)> CutAsync(
        IndexKey key, IReadOnlyCollection<int> partitions)
    {
        if (key.Version is not { } version)
        {
            var count = await popularity.GetAsync(key.AsOfPosition);
            return (null, own => partitions.Select(
                partition => new TableSlice(partition, IndexTable.Of(key, count, partition, own), null)));
        }

        var (model, slices) = await models.ReadAsync(
            key.ModelName, version,
            (whole, encoder) => SlicedModel.Cut(whole, encoder, holdings!.Partitions, partitions));
        return (model, own => slices.Select(
            slice => new TableSlice(slice.Key, IndexTable.Of(key, slice.Value, own), slice.Value)));
    }

    private static long LastOf(IReadOnlyList<CatalogChange> page) => page.Count == 0 ? 0 : page[^1].Position;

    private async Task<(int Rows, IndexEvent Happened)> ReadOnAsync(long load, IndexTable table)
    {
        var head = await catalog.GetHeadAsync();
        if (table.Position >= head)
            return (0, new IndexEvent.ReadOn(load, table.Position, IsAtHead: true));
        var page = await catalog.ReadChangesAsync(table.Position, PageSize);
        var last = page.Count == 0 ? 0 : page[^1].Position;
        table.Apply(page, page.Count < PageSize ? Math.Max(head, last) : last);
        return (page.Count, new IndexEvent.ReadOn(load, table.Position, table.Position >= head));
    }

    private void Report(string stage, long read, long total) =>
        Volatile.Write(ref _progress, new IndexProgress(stage, read, total));

    private sealed class Held
    {
        private readonly TaskCompletionSource<IndexTable> _loading =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<IndexTable> Loading => _loading.Task;

        /// <summary>Set once it is made.</summary>
        public IndexTable? Table { get; set; }

        public void Admit() => _loading.SetResult(Table!);

        public void Fail(Exception failure) => _loading.SetException(failure);
    }
}
