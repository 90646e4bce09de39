using System.Data.Common;
using System.Globalization;
using Ayni.Domain;
using Ayni.Domain.Catalog;

namespace Ayni.Storage.Catalog;

/// <summary>
/// The catalogue over either database: statements are shared, save where the dialects differ. Every write holds the
/// lock on the one row of catalog_head from before it gives out positions until after its commit, as the log does.
/// </summary>
internal abstract partial class CatalogStore(IStorageDatabase database, TimeProvider time) : ICatalogStore
{
    /// <summary>Ids of one look-up statement; more are asked for in several.</summary>
    public const int MaxIdsPerStatement = 4096;

    /// <summary>Statement that moves the head by @changes and returns it.</summary>
    protected const string MoveHead = "UPDATE catalog_head SET position = position + @changes RETURNING position";

    private const string LockHead = "UPDATE catalog_head SET position = position";

    private const string Select = $"SELECT {ProductRows.Columns} FROM products";

    /// <summary>A started transaction is finished.</summary>
    private static readonly CancellationToken Uncancelled = CancellationToken.None;

    /// <summary>The column category, in an order by its bytes.</summary>
    protected abstract string CategoryByBytes { get; }

    /// <summary>Condition that the column product_id is among the ids of the parameter @ids.</summary>
    protected abstract string AmongIds { get; }

    public async Task<long> UpsertAsync(
        IReadOnlyList<Product> products, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(products);
        // Sorted, so that rows which lie side by side are written one after the other.
        var lastById = new SortedDictionary<string, Product>(StringComparer.Ordinal);
        foreach (var product in products)
        {
            ProductGuard.Check(product);
            lastById[product.ProductId] = product;
        }

        if (lastById.Count == 0)
            return await GetHeadAsync(cancellationToken).ConfigureAwait(false);
        var rows = lastById.Values.ToArray();
        return await database.WriteAsync(connection => WriteAsync(connection, rows), cancellationToken)
            .ConfigureAwait(false);
    }

    public Task<CatalogWrite> PutAsync(Product product, CancellationToken cancellationToken = default)
    {
        ProductGuard.Check(product);
        return database.WriteAsync(
            async connection =>
            {
                var position = await WriteAsync(connection, [product]).ConfigureAwait(false);
                return new CatalogWrite(
                    position, (await FindAsync(connection, product.ProductId).ConfigureAwait(false))!);
            },
            cancellationToken);
    }

    public Task<CatalogWrite?> UpdateAsync(
        string productId, ProductPatch patch, CancellationToken cancellationToken = default)
    {
        ProductGuard.CheckId(productId);
        ProductGuard.Check(patch);
        return database.WriteAsync(
            async connection =>
            {
                await connection.ExecuteAsync(LockHead).ConfigureAwait(false);
                if (await FindAsync(connection, productId).ConfigureAwait(false) is not { } found)
                    return null;
                var patched = patch.ApplyTo(found);
                ProductGuard.CheckPatched(patched);
                return new CatalogWrite(await WriteAsync(connection, [patched]).ConfigureAwait(false), patched);
            },
            cancellationToken);
    }

    public Task<long?> DeleteAsync(string productId, CancellationToken cancellationToken = default)
    {
        ProductGuard.CheckId(productId);
        return database.WriteAsync<long?>(
            async connection =>
            {
                await connection.ExecuteAsync(LockHead).ConfigureAwait(false);
                var deleted = await connection.ExecuteAsync(
                    "DELETE FROM products WHERE product_id = @id", ("id", productId)).ConfigureAwait(false);
                if (deleted == 0)
                    return null;
                var position = await MoveHeadAsync(connection, 1).ConfigureAwait(false);
                await connection.ExecuteAsync(
                    "INSERT INTO deleted_products (product_id, position) VALUES (@id, @position)",
                    ("id", productId),
                    ("position", position)).ConfigureAwait(false);
                await database.AnnounceAsync(connection).ConfigureAwait(false);
                return position;
            },
            cancellationToken);
    }

    public async Task<IReadOnlyList<Product>> GetAsync(
        IReadOnlyCollection<string> productIds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(productIds);
        if (productIds.Count == 0)
            return [];
        var byId = new Dictionary<string, Product>(productIds.Count, StringComparer.Ordinal);
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        foreach (var ids in productIds.Where(StorableText.IsStorable).Distinct().Chunk(MaxIdsPerStatement))
        {
            var command = connection.Command($"{Select} WHERE {AmongIds}", ("ids", IdsParameter(ids)));
            foreach (var product in await ListAsync(command, ProductRows.Read, cancellationToken).ConfigureAwait(false))
                byId.Add(product.ProductId, product);
        }

        return [.. productIds.Where(byId.ContainsKey).Select(id => byId[id])];
    }

    public async Task<IReadOnlyList<Product>> GetPageAsync(
        string? afterProductId, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        // No id is empty, so the empty text is before all of them.
        return await ListAsync(
            connection.Command(
                $"{Select} WHERE product_id > @after ORDER BY product_id LIMIT @limit",
                ("after", afterProductId ?? ""),
                ("limit", limit)),
            ProductRows.Read,
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<CategoryCount>> CountByCategoryAsync(
        int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        return await ListAsync(
            connection.UnhurriedCommand(
                $"SELECT {CategoryByBytes}, count(*) FROM products WHERE category IS NOT NULL "
                + "GROUP BY 1 ORDER BY 1 LIMIT @limit",
                ("limit", limit)),
            reader => new CategoryCount(reader.GetString(0), reader.GetInt64(1)),
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<long> CountAsync(CancellationToken cancellationToken = default)
    {
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var count = await connection.ScalarAsync("SELECT count(*) FROM products").ConfigureAwait(false);
        return Convert.ToInt64(count, CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Inserts or replaces rows with distinct ids and takes them out of the deleted ones. The first has the position
    /// after the head, which moves on to the last, in one transaction.
    /// </summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="products">The rows.</param>
    /// <param name="nowMs">When those were added that neither say it nor are there yet.</param>
    /// <returns>The new head.</returns>
    protected abstract Task<long> WriteRowsAsync(DbConnection connection, Product[] products, long nowMs);

    /// <summary>The value of @ids in <see cref="AmongIds"/>.</summary>
    protected abstract object IdsParameter(string[] ids);

    /// <summary>Moves the head, which locks it until the commit.</summary>
    /// <returns>The new head.</returns>
    protected static async Task<long> MoveHeadAsync(DbConnection connection, int changes)
    {
        var head = await connection.ScalarAsync(MoveHead, ("changes", changes)).ConfigureAwait(false);
        return Convert.ToInt64(head, CultureInfo.InvariantCulture);
    }

    private static async Task<Product?> FindAsync(DbConnection connection, string productId)
    {
        var command = connection.Command($"{Select} WHERE product_id = @id", ("id", productId));
        var found = await ListAsync(command, ProductRows.Read, Uncancelled).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    private async Task<long> WriteAsync(DbConnection connection, Product[] products)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var head = await WriteRowsAsync(connection, products, now).ConfigureAwait(false);
        await database.AnnounceAsync(connection).ConfigureAwait(false);
        return head;
    }

    private static async Task<List<T>> ListAsync<T>(
        DbCommand command, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            rows.Add(read(reader));
        return rows;
    }
}
