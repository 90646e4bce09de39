using System.Data.Common;
using System.Globalization;
using Ayni.Domain.Catalog;

namespace Ayni.Storage.Catalog;

internal abstract partial class CatalogStore
{
    // Both tables have an index on position, which both databases merge: only what is returned is read.
    private static readonly string SelectChanges =
        $"SELECT {ProductRows.Columns}, position FROM products WHERE position > @after "
        + $"UNION ALL SELECT product_id{string.Concat(Enumerable.Repeat(", NULL", ProductRows.Count - 1))}, position "
        + "FROM deleted_products WHERE position > @after ORDER BY position LIMIT @limit";

    private const int NameColumn = 1;

    public async Task<long> GetHeadAsync(CancellationToken cancellationToken = default)
    {
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var head = await connection.ScalarAsync("SELECT position FROM catalog_head").ConfigureAwait(false);
        return Convert.ToInt64(head, CultureInfo.InvariantCulture);
    }

    public async Task<IReadOnlyList<CatalogChange>> ReadChangesAsync(
        long afterPosition, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterPosition);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        return await ListAsync(
            connection.Command(SelectChanges, ("after", afterPosition), ("limit", limit)),
            ReadChange,
            cancellationToken).ConfigureAwait(false);
    }

    private static CatalogChange ReadChange(DbDataReader reader) => new(
        reader.GetInt64(ProductRows.Count),
        reader.GetString(0),
        reader.IsDBNull(NameColumn) ? null : ProductRows.Read(reader));
}
