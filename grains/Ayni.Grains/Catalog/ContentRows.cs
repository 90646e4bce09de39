using Ayni.Content;
using Ayni.Domain.Catalog;
using Ayni.Grains.Content;

namespace Ayni.Grains.Catalog;

/// <summary>
/// By row: what a product's texts say, and the factor it would have where the model has not met it. Immutable: a change
/// makes another one, which shares what stays.
/// </summary>
internal sealed class ContentRows
{
    private readonly CatalogContent? _content;
    private readonly Entry?[] _entries;

    private ContentRows(CatalogContent? content, Entry?[] entries)
        : this(content, entries, content?.Dimensions ?? 0)
    {
    }

    private ContentRows(CatalogContent? content, Entry?[] entries, int length) =>
        (_content, _entries, Length) = (content, entries, length);

    /// <summary>Numbers in a vector; 0 without content.</summary>
    public int Length { get; }

    /// <summary>No rows yet.</summary>
    /// <param name="content">Content of the model; null: it has none.</param>
    public static ContentRows Of(CatalogContent? content) => new(content, []);

    /// <summary>Rows whose vectors are known; none of them changes.</summary>
    /// <param name="length">Numbers in a vector.</param>
    /// <param name="vectors">One a row; empty where there is none.</param>
    public static ContentRows Of(int length, IReadOnlyList<float[]> vectors) => new(
        null, [.. vectors.Select(vector => vector.Length == 0 ? null : new Entry(0, vector, []))], length);

    /// <summary>Vector of a row, of length 1; empty where its texts say nothing.</summary>
    public ReadOnlySpan<float> VectorOf(int row) => row < _entries.Length && _entries[row] is { } entry
        ? entry.Vector
        : [];

    /// <summary>The factor that a row's product would have; empty where the model has met it, or cannot tell.</summary>
    public ReadOnlySpan<float> FactorOf(int row) => row < _entries.Length && _entries[row] is { } entry
        ? entry.Factor
        : [];

    /// <summary>With some rows' products replaced. Texts that did not change are not read again.</summary>
    /// <param name="changes">Row and its product, or null to empty it.</param>
    /// <param name="rows">Rows of the new table.</param>
    /// <param name="isMet">Whether the model has met a row's product.</param>
    public ContentRows With(
        IReadOnlyList<(int Row, Product? Product)> changes, int rows, Func<int, bool> isMet)
    {
        if (_content is null || changes.Count == 0)
            return this;
        var entries = new Entry?[Math.Max(rows, _entries.Length)];
        _entries.CopyTo(entries, 0);
        foreach (var (row, product) in changes)
            entries[row] = product is null ? null : EntryOf(product, entries[row], isMet(row));
        return new ContentRows(_content, entries);
    }

    /// <summary>Each row with what another row had; negative: nothing.</summary>
    public ContentRows Remap(int[] oldRows) => _content is null
        ? this
        : new ContentRows(
            _content,
            Array.ConvertAll(oldRows, row => row >= 0 && row < _entries.Length ? _entries[row] : null));

    private Entry EntryOf(Product product, Entry? before, bool isMet)
    {
        var text = ProductText.Of(product);
        var hash = CatalogContent.HashOf(text);
        if (before?.Hash == hash)
            return before;
        var vector = _content!.VectorOf(product, text, hash);
        return new Entry(hash, vector, isMet ? [] : _content.FactorOf(product, vector));
    }

    private sealed record Entry(long Hash, float[] Vector, float[] Factor);
}
