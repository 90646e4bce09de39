using Ayni.Data.Mart.Files;
using Ayni.Data.Mart.Tables;
using Ayni.Data.Mart.Versions;

namespace Ayni.Data.Mart.Purging;

/// <summary>The shoppers of a mart who have erased interactions, and what is left of them.</summary>
internal sealed class TouchedShoppers
{
    private static readonly string[] Keys = ["log_position", "user_id"];

    private readonly string _directory;
    private readonly MartManifest _manifest;
    private readonly ErasedSet _erased;
    private readonly Dictionary<string, List<MartEvent>> _left = new(StringComparer.Ordinal);

    private TouchedShoppers(string directory, MartManifest manifest, ErasedSet erased)
    {
        _directory = directory;
        _manifest = manifest;
        _erased = erased;
    }

    /// <summary>Erased interactions in the mart.</summary>
    public long ErasedRows { get; private set; }

    /// <summary>Orders that are left of them, and the shoppers as they are now; each in no order.</summary>
    public List<MartOrder> Orders { get; } = [];

    public List<MartUser> Users { get; } = [];

    public bool Contains(string userId) => _left.ContainsKey(userId);

    public static async Task<TouchedShoppers> FindAsync(
        string directory, MartManifest manifest, ErasedSet erased, CancellationToken cancellationToken)
    {
        var touched = new TouchedShoppers(directory, manifest, erased);
        if (erased.IsEmpty)
            return touched;
        await touched.FindShoppersAsync(cancellationToken);
        if (touched.ErasedRows > 0)
            await touched.FindRestAsync(cancellationToken);
        return touched;
    }

    private async Task FindShoppersAsync(CancellationToken cancellationToken)
    {
        // A search with a product is in both tables.
        var positions = new HashSet<long>();
        foreach (var table in EventTables)
        {
            await foreach (var row in RowsAsync(table, Keys, cancellationToken))
            {
                if (_erased.Contains(row.Position) && positions.Add(row.Position))
                    _left.TryAdd(row.UserId, []);
            }
        }

        ErasedRows = positions.Count;
    }

    // A shopper may have come back, or gone on while being erased; most leave nothing, and then no row is read whole.
    private async Task FindRestAsync(CancellationToken cancellationToken)
    {
        foreach (var table in EventTables)
        {
            foreach (var file in FilesOf(table))
            {
                if (await HasRestAsync(table, file, cancellationToken))
                    await AddRestAsync(table, file, cancellationToken);
            }
        }

        foreach (var rows in _left.Values)
        {
            rows.Sort(static (left, right) => left.Position.CompareTo(right.Position));
            var orders = MartOrder.Among(rows);
            Orders.AddRange(orders);
            if (MartUser.Of(rows, orders.Count) is { } user)
                Users.Add(user);
        }
    }

    private async Task<bool> HasRestAsync(
        MartTable<MartEvent> table, MartFile file, CancellationToken cancellationToken)
    {
        await foreach (var row in table.ReadAsync(PathOf(file), Keys, cancellationToken))
        {
            if (IsRest(row))
                return true;
        }

        return false;
    }

    private async Task AddRestAsync(
        MartTable<MartEvent> table, MartFile file, CancellationToken cancellationToken)
    {
        await foreach (var row in table.ReadAsync(PathOf(file), null, cancellationToken))
        {
            if (IsRest(row) && (table != MartTables.Searches || row.ProductId is null))
                _left[row.UserId].Add(row);
        }
    }

    private bool IsRest(MartEvent row) => _left.ContainsKey(row.UserId) && !_erased.Contains(row.Position);

    private static MartTable<MartEvent>[] EventTables => [MartTables.Interactions, MartTables.Searches];

    private IEnumerable<MartFile> FilesOf(MartTable<MartEvent> table) =>
        _manifest.Files.Where(file => file.Table() == table.Name);

    private string PathOf(MartFile file) => MartFiles.FullPath(_directory, file.Path);

    private async IAsyncEnumerable<MartEvent> RowsAsync(
        MartTable<MartEvent> table,
        string[] columns,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var file in FilesOf(table))
        {
            await foreach (var row in table.ReadAsync(PathOf(file), columns, cancellationToken))
                yield return row;
        }
    }
}
