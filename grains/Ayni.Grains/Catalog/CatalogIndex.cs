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
    ICatalogStore catalog, ModelCache models, LogPopularity popularity, ModelMetrics metrics)
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

    private async Task<IndexTable> MakeAsync(IndexKey key)
    {
        var table = key.Version is { } version
            ? IndexTable.Of(key, await models.GetAsync(key.ModelName, version))
            : IndexTable.Of(key, await popularity.GetAsync(key.AsOfPosition));
        IndexTable? newest;
        lock (_gate)
            newest = _tables.Ready.Select(slot => _held[slot.Load].Table).LastOrDefault();
        newest?.CopyCatalogTo(table);
        return table;
    }

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
