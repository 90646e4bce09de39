using System.Globalization;
using Ayni.Data.Mart.Cleaning;
using Ayni.Data.Mart.Files;
using Ayni.Data.Mart.Tables;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Numerics;

namespace Ayni.Data.Mart;

/// <summary>
/// One making of a mart: products, then the log into groups of shoppers on disk, then group by group cleaned and into
/// months on disk, then month by month into files. What is in memory is the catalogue's ids and prices, one group, and
/// a row group of each file being written.
/// </summary>
internal sealed class MartRun : IDisposable
{
    /// <summary>Rows of one read of the log.</summary>
    public const int PageRows = 16_384;

    private readonly string _root;
    private readonly long _position;
    private readonly CleaningSteps? _steps;
    private readonly MartLayout _layout;
    private readonly IProgress<MartProgress>? _progress;
    private readonly RowSpill<MartEvent> _shoppers;
    private readonly RowSpill<MartEvent> _months;
    private readonly RowSpill<MartOrder> _orders;
    private readonly Dictionary<string, ProductFacts> _products = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, LogSpread> _prices = new(StringComparer.Ordinal);
    private readonly LogSpread _quantities = new();
    private readonly CleaningLedger _ledger = new();
    private readonly List<MartFile> _files = [];

    public MartRun(
        string root, long position, CleaningSteps? steps, MartLayout layout, IProgress<MartProgress>? progress)
    {
        _root = root;
        _position = position;
        _steps = steps;
        _layout = layout;
        _progress = progress;
        _shoppers = new(Path.Combine(root, ".shoppers"), RowCodec.Write, RowCodec.ReadEvent);
        _months = new(Path.Combine(root, ".months"), RowCodec.Write, RowCodec.ReadEvent);
        _orders = new(Path.Combine(root, ".orders"), RowCodec.Write, RowCodec.ReadOrder);
    }

    /// <summary>Interactions read.</summary>
    public long RowsRead { get; private set; }

    /// <summary>Interactions that stayed.</summary>
    public long RowsKept { get; private set; }

    public IReadOnlyList<RuleCount> Rules => _ledger.Counts;

    public long RowsDropped => _ledger.Dropped;

    /// <summary>Files written, by path.</summary>
    public IReadOnlyList<MartFile> Files => [.. _files.OrderBy(file => file.Path, StringComparer.Ordinal)];

    public async Task WriteProductsAsync(IAsyncEnumerable<MartProduct> products, CancellationToken cancellationToken)
    {
        await using var writer = WriterOf(MartTables.Products, MartTables.Products.Name);
        await foreach (var product in products.WithCancellation(cancellationToken))
        {
            await writer.AddAsync(product, cancellationToken);
            _products[product.ProductId] = new ProductFacts((double?)product.Price, product.Currency);
            if (product is { Price: { } price, Currency: { } currency })
            {
                if (!_prices.TryGetValue(currency, out var spread))
                    _prices.Add(currency, spread = new LogSpread());
                spread.Add((double)price);
            }
        }

        _files.AddRange(await writer.CompleteAsync(cancellationToken));
        _progress?.Report(new MartProgress("Products", 1, _products.Count));
    }

    public async Task ReadLogAsync(IReadableLog log, CancellationToken cancellationToken)
    {
        var buckets = (uint)_layout.BucketsOf(_position);
        for (var after = 0L; after < _position;)
        {
            var page = await log.ReadAsync(after, PageRows, cancellationToken);
            foreach (var row in page.TakeWhile(row => row.Position <= _position))
            {
                var interaction = MartEvent.Of(row);
                if (interaction is { Type: MartEvent.Purchase, Score: { } quantity })
                    _quantities.Add(quantity);
                _shoppers.Add(KeyOf(FnvHash.Of(interaction.UserId) % buckets), interaction);
                RowsRead++;
            }

            after = page.Count < PageRows ? _position : page[^1].Position;
            _progress?.Report(new MartProgress("Log", _position == 0 ? 1 : (double)after / _position, RowsRead));
        }
    }

    /// <summary>What the outlier step learns of what was read; null where there is no such step.</summary>
    public FittedRanges? Fit() => _steps?.Outliers is not { } step
        ? null
        : new FittedRanges(
            _quantities.Range(step),
            new SortedDictionary<string, NumberRange>(
                _prices.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Range(step)))
                    .Where(pair => pair.Value is not null)
                    .ToDictionary(pair => pair.Key, pair => pair.Value!),
                StringComparer.Ordinal));

    public async Task CleanAsync(FittedRanges? fitted, CancellationToken cancellationToken)
    {
        var cleaner = new RowCleaner(_steps, fitted, _products, _ledger);
        await using var users = WriterOf(MartTables.Users, MartTables.Users.Name);
        var done = 0L;
        foreach (var key in _shoppers.Keys)
        {
            var rows = _shoppers.Take(key).ToList();
            rows.Sort(static (left, right) => IdOrder.Compare(left.UserId, right.UserId) is var order && order != 0
                ? order
                : left.Position.CompareTo(right.Position));
            for (var first = 0; first < rows.Count;)
            {
                var count = CountOfShopper(rows, first);
                await KeepAsync(cleaner.Clean(rows.GetRange(first, count)), users, cancellationToken);
                first += count;
            }

            done += rows.Count;
            _progress?.Report(new MartProgress("Cleaning", (double)done / RowsRead, done));
        }

        _files.AddRange(await users.CompleteAsync(cancellationToken));
    }

    public async Task WriteMonthsAsync(CancellationToken cancellationToken)
    {
        var done = 0L;
        foreach (var month in _months.Keys.Union(_orders.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            await using var interactions = MonthOf(MartTables.Interactions, month);
            await using var searches = MonthOf(MartTables.Searches, month);
            await using var reviews = MonthOf(MartTables.Reviews, month);
            foreach (var row in _months.Take(month))
            {
                if (row.ProductId is not null)
                    await interactions.AddAsync(row, cancellationToken);
                if (row.Type == MartEvent.Search)
                    await searches.AddAsync(row, cancellationToken);
                if (row.IsReview)
                    await reviews.AddAsync(row, cancellationToken);
                done++;
            }

            await using var orders = MonthOf(MartTables.Orders, month);
            foreach (var order in _orders.Take(month))
                await orders.AddAsync(order, cancellationToken);
            _files.AddRange(await interactions.CompleteAsync(cancellationToken));
            _files.AddRange(await searches.CompleteAsync(cancellationToken));
            _files.AddRange(await reviews.CompleteAsync(cancellationToken));
            _files.AddRange(await orders.CompleteAsync(cancellationToken));
            _progress?.Report(new MartProgress("Files", (double)done / RowsKept, done));
        }
    }

    public void Dispose()
    {
        _shoppers.Dispose();
        _months.Dispose();
        _orders.Dispose();
    }

    private static int CountOfShopper(List<MartEvent> rows, int first)
    {
        var end = first + 1;
        while (end < rows.Count && string.Equals(rows[end].UserId, rows[first].UserId, StringComparison.Ordinal))
            end++;
        return end - first;
    }

    private static string KeyOf(ulong bucket) => bucket.ToString("D4", CultureInfo.InvariantCulture);

    private async Task KeepAsync(
        IReadOnlyList<MartEvent> rows, MartTableWriter<MartUser> users, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
            Spill(_months, row.Timestamp, row);
        var orders = MartOrder.Among(rows);
        foreach (var order in orders)
            Spill(_orders, order.Timestamp, order);
        if (MartUser.Of(rows, orders.Count) is { } user)
            await users.AddAsync(user, cancellationToken);
        RowsKept += rows.Count;
    }

    private static void Spill<TRow>(RowSpill<TRow> spill, DateTime time, TRow row)
    {
        var month = MartLayout.FolderOf(time);
        if (!spill.Contains(month) && spill.Keys.Count >= MartLayout.MaxMonths)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"Interactions spread over more than {MartLayout.MaxMonths} months; {month} is one too many. Some "
                + "have a wrong time: erase or correct them.");
        }

        spill.Add(month, row);
    }

    private MartTableWriter<TRow> MonthOf<TRow>(MartTable<TRow> table, string month)
        where TRow : new() => WriterOf(table, $"{table.Name}/{month}");

    private MartTableWriter<TRow> WriterOf<TRow>(MartTable<TRow> table, string folder)
        where TRow : new() => new(table, _root, folder, _layout);
}
