using Ayni.Domain.Catalog;
using Ayni.Filters;
using Ayni.Grains.Models;

namespace Ayni.Grains.Catalog;

/// <summary>
/// All products in one version of the model, as of a position of the catalogue: what the model or the log's count
/// knows, and what the catalogue holds. Immutable, so that a request sees one state from its first step to its last.
/// </summary>
internal sealed record IndexSnapshot
{
    /// <summary>Item of a row that the model does not know.</summary>
    public const int NoItem = -1;

    /// <summary>What it was made from.</summary>
    public required IndexKey Key { get; init; }

    /// <summary>Model whose items the rows are; null without one.</summary>
    public required ServedModel? Model { get; init; }

    /// <summary>Product of each row.</summary>
    public required RowIds Ids { get; init; }

    /// <summary>What filters ask of each row; empty where the catalogue does not hold the product.</summary>
    public required ProductColumns Columns { get; init; }

    /// <summary>Item index of each row in the model; at least as many as rows.</summary>
    public required int[] Items { get; init; }

    /// <summary>Row of each item of the model.</summary>
    public required int[] RowsOfItems { get; init; }

    /// <summary>Popularity of each row, 0 to 1; NaN of a product that nobody met; at least as many as rows.</summary>
    public required float[] Popularity { get; init; }

    /// <summary>What the rows' texts say.</summary>
    public required ContentRows Content { get; init; }

    /// <summary>Catalogue position up to which every change is in it.</summary>
    public required long Position { get; init; }

    /// <summary>
    /// Whether no catalogue was ever seen: then products known from interactions alone can be answered. Once it is
    /// false it stays so: deleting the last product must not bring others back.
    /// </summary>
    public required bool IsCatalogueEmpty { get; init; }

    /// <summary>Whether nobody met any product yet.</summary>
    public bool IsUnmet => Model is null && Popularity.AsSpan(0, Count).IndexOfAnyExcept(float.NaN) < 0;

    /// <summary>Attributes of the whole catalogue, where the rows are some of its products.</summary>
    public FilterSchema? WholeSchema { get; init; }

    /// <summary>What a filter may ask of the products.</summary>
    public FilterSchema Schema => WholeSchema ?? Columns.Schema;

    /// <summary>The same state as it is seen from a view, at its prices.</summary>
    public IndexSnapshot For(ShopView view) =>
        Columns.For(view) is var seen && seen == Columns ? this : this with { Columns = seen };

    /// <summary>Whether the catalogue holds a product, or somebody met it.</summary>
    public bool Knows(string productId) =>
        Ids.RowOf(productId) is var row and >= 0
        && (Columns.IsPresent(row) || Items[row] != NoItem || !float.IsNaN(Popularity[row]));

    /// <summary>Rows.</summary>
    public int Count => Ids.Count;

    /// <summary>Item of a row, or <see cref="NoItem"/>.</summary>
    public int ItemOf(int row) => Items[row];

    /// <summary>Length of a text vector; 0 without any.</summary>
    public int ContentLength => Content.Length;

    /// <summary>Text vector of a row, of length 1; empty where there is none.</summary>
    public ReadOnlySpan<float> ContentOf(int row) => Content.VectorOf(row);

    /// <summary>
    /// The rows that can be recommended at all: those available in the catalogue, or, in a shop without a catalogue,
    /// those that somebody met.
    /// </summary>
    public void SelectAvailable(RowSet target)
    {
        if (!IsCatalogueEmpty)
        {
            Columns.SelectAvailable(target);
            return;
        }

        target.Reset(Count);
        for (var row = 0; row < Count; row++)
        {
            if (!float.IsNaN(Popularity[row]))
                target.Add(row);
        }
    }
}
