using System.Data.Common;
using System.Globalization;
using Ayni.Domain.Catalog;

namespace Ayni.Storage.Catalog;

/// <summary>The catalogue over either database: statements are shared, save where the dialects differ.</summary>
internal abstract class CatalogStore(IStorageDatabase database) : ICatalogStore
{
    /// <summary>Ids of one look-up statement; more are asked for in several.</summary>
    public const int MaxIdsPerStatement = 4096;

    protected const string Columns =
        "product_id, name, description, category, brand, price, list_price, currency, stock, is_active";

    private const string Select = $"SELECT {Columns} FROM products";

    /// <summary>Condition that the column product_id is among the ids of the parameter @ids.</summary>
    protected abstract string AmongIds { get; }

    /// <summary>Suffix of a SELECT that locks the row to the transaction; empty where the writer is alone.</summary>
    protected abstract string ForUpdate { get; }

    public async Task UpsertAsync(IReadOnlyList<Product> products, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(products);
        // Sorted, so that two writers lock rows in the same order and never wait for each other in a circle.
        var lastById = new SortedDictionary<string, Product>(StringComparer.Ordinal);
        foreach (var product in products)
        {
            ProductGuard.Check(product);
            lastById[product.ProductId] = product;
        }

        if (lastById.Count > 0)
            await database.WriteAsync(
                async connection =>
                {
                    await WriteRowsAsync(connection, [.. lastById.Values]).ConfigureAwait(false);
                    return lastById.Count;
                },
                cancellationToken).ConfigureAwait(false);
    }

    public Task<Product?> UpdateAsync(
        string productId, ProductPatch patch, CancellationToken cancellationToken = default)
    {
        ProductGuard.CheckId(productId);
        ArgumentNullException.ThrowIfNull(patch);
        return database.WriteAsync(
            async connection =>
            {
                var found = await ListAsync(
                    connection.Command($"{Select} WHERE product_id = @id{ForUpdate}", ("id", productId)),
                    CancellationToken.None).ConfigureAwait(false);
                if (found.Count == 0)
                    return null;
                var patched = patch.ApplyTo(found[0]);
                ProductGuard.Check(patched);
                await WriteRowsAsync(connection, [patched]).ConfigureAwait(false);
                return patched;
            },
            cancellationToken);
    }

    public Task<bool> DeleteAsync(string productId, CancellationToken cancellationToken = default)
    {
        ProductGuard.CheckId(productId);
        return database.WriteAsync(
            async connection => await connection.ExecuteAsync(
                "DELETE FROM products WHERE product_id = @id", ("id", productId)).ConfigureAwait(false) == 1,
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
            foreach (var product in await ListAsync(command, cancellationToken).ConfigureAwait(false))
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
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<long> CountAsync(CancellationToken cancellationToken = default)
    {
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var count = await connection.ScalarAsync("SELECT count(*) FROM products").ConfigureAwait(false);
        return Convert.ToInt64(count, CultureInfo.InvariantCulture);
    }

    /// <summary>Inserts or replaces rows with distinct ids in ascending order.</summary>
    protected abstract Task WriteRowsAsync(DbConnection connection, IReadOnlyList<Product> products);

    /// <summary>The value of @ids in <see cref="AmongIds"/>.</summary>
    protected abstract object IdsParameter(string[] ids);

    private static async Task<List<Product>> ListAsync(DbCommand command, CancellationToken cancellationToken)
    {
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        var products = new List<Product>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            products.Add(Read(reader));
        return products;
    }

    private static Product Read(DbDataReader reader) => new()
    {
        ProductId = reader.GetString(0),
        Name = reader.GetString(1),
        Description = reader.IsDBNull(2) ? null : reader.GetString(2),
        Category = reader.IsDBNull(3) ? null : reader.GetString(3),
        Brand = reader.IsDBNull(4) ? null : reader.GetString(4),
        Price = reader.IsDBNull(5) ? null : reader.GetDecimal(5),
        ListPrice = reader.IsDBNull(6) ? null : reader.GetDecimal(6),
        Currency = reader.GetString(7),
        Stock = reader.IsDBNull(8) ? null : reader.GetInt32(8),
        IsActive = reader.GetBoolean(9),
    };
}
