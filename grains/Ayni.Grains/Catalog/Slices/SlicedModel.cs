using System.Collections.Immutable;
using Ayni.Content;
using Ayni.Grains.Content;
using Ayni.Grains.Models;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Catalog;

/// <summary>
/// What every silo holds of a model, whichever parts of the catalogue it has: ids, options, eigenvalues, weights, and
/// nothing that grows with items × rank or items × neighbours. Never changed.
/// </summary>
internal sealed record SlicedModel
{
    /// <summary>The model without an item.</summary>
    public required ServedModel Header { get; init; }

    /// <summary>Ids of all items, ordinal ascending: what an item's index in the whole model stands for.</summary>
    public required string[] ProductIds { get; init; }

    /// <summary>The neighbour parts, without their tables.</summary>
    public required ImmutableArray<(string Name, HistoryWeighting Weighting)> Parts { get; init; }

    /// <summary>Solvers for the folding in of shoppers; shared by all answers.</summary>
    public required RowSolverPool Solvers { get; init; }

    /// <summary>Numbers in a text vector; 0 without content.</summary>
    public int ContentLength => Header.Content?.Dimensions ?? 0;

    /// <summary>Cuts a model.</summary>
    /// <param name="whole">The model; none of its large arrays is held on to.</param>
    /// <param name="encoder">The encoder of texts that this process was given; null: none.</param>
    /// <param name="partitions">Which part a product lies in.</param>
    /// <param name="wanted">The parts whose slices are wanted.</param>
    public static (SlicedModel Model, IReadOnlyDictionary<int, ModelSlice> Slices) Cut(
        ModelArtifact whole, ITextEncoder? encoder, ProductPartitions partitions, IReadOnlyCollection<int> wanted)
    {
        ArgumentNullException.ThrowIfNull(whole);
        var content = CatalogContent.From(whole.Attachments, encoder);
        var scales = PopularityScale.Of(whole.Popularity, whole.Options.PopularityExponent);
        var solvers = RowSolverPool.Exact(whole.Rank);
        var items = wanted.ToDictionary(partition => partition, _ => new List<int>());
        for (var item = 0; item < whole.ItemCount; item++)
        {
            if (items.TryGetValue(partitions.Of(whole.ProductIds[item]), out var own))
                own.Add(item);
        }

        var model = new SlicedModel
        {
            Header = new ServedModel(whole.Only([]), content?.Only(_ => false), [], [], solvers),
            ProductIds = whole.ProductIds,
            Parts = [.. whole.Parts.Select(part => (part.Name, part.Weighting))],
            Solvers = solvers,
        };
        return (model, items.ToDictionary(
            own => own.Key,
            own => Slice(
                whole, [.. own.Value], scales, content?.Only(id => partitions.Of(id) == own.Key), solvers)));
    }

    private static ModelSlice Slice(
        ModelArtifact whole, int[] items, float[] scales, CatalogContent? content, RowSolverPool solvers) => new(
        new ServedModel(
            whole.Only(items),
            content,
            scales.Length == 0 ? [] : Array.ConvertAll(items, item => scales[item]),
            [],
            solvers),
        items,
        [.. whole.Parts.Select(part => RowsOf(part.Neighbours, items))]);

    private static CsrMatrix RowsOf(CsrMatrix table, int[] rows)
    {
        var starts = new int[rows.Length + 1];
        for (var row = 0; row < rows.Length; row++)
            starts[row + 1] = starts[row] + table.RowLength(rows[row]);
        var columns = new int[starts[^1]];
        var values = new float[starts[^1]];
        for (var row = 0; row < rows.Length; row++)
        {
            table.RowColumns(rows[row]).CopyTo(columns.AsSpan(starts[row]));
            table.RowValues(rows[row]).CopyTo(values.AsSpan(starts[row]));
        }

        return new CsrMatrix(rows.Length, table.Columns, starts, columns, values);
    }
}
