using Ayni.Grains.Models;
using Ayni.Numerics;

namespace Ayni.Grains.Catalog;

/// <summary>
/// What a silo holds of a model for one part of the catalogue: a model of that part's items alone. Never changed.
/// </summary>
/// <param name="Model">Its items, numbered among themselves; no neighbour parts.</param>
/// <param name="WholeItems">Index of each of them in the whole model, ascending.</param>
/// <param name="Neighbours">
/// One table a neighbour part of the whole model, in its order: these items × the items of the whole model.
/// </param>
internal sealed record ModelSlice(ServedModel Model, int[] WholeItems, CsrMatrix[] Neighbours)
{
    /// <summary>Item of the slice; negative: it lies in another one.</summary>
    public int ItemOf(int wholeItem) => Array.BinarySearch(WholeItems, wholeItem);

    /// <summary>Bytes of the factors held.</summary>
    public long FactorBytes => sizeof(float) * (long)Model.Artifact.ItemFactors.Length;

    /// <summary>Bytes of the neighbours held.</summary>
    public long NeighbourBytes => Neighbours.Sum(table =>
        ((sizeof(int) + sizeof(float)) * (long)table.EntryCount) + (sizeof(int) * (long)table.RowStarts.Length));
}
