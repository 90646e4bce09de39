using Ayni.Numerics;
using Ayni.Trainer.Evaluating;

namespace Ayni.Trainer.Drifting;

/// <summary>
/// Brings windows to one numbering of products, so that a model made for one can be asked in another. What was not sold
/// yet has no entry, so that a model says nothing of it.
/// </summary>
internal static class SharedProducts
{
    /// <summary>The windows, each with all products there ever are.</summary>
    public static IReadOnlyList<EvaluationPart> Of(IReadOnlyList<EvaluationPart> windows)
    {
        string[] ids = [.. windows.SelectMany(window => window.ProductIds!).Distinct().Order(StringComparer.Ordinal)];
        return
        [
            .. windows.Select(window =>
            {
                var places = Array.ConvertAll(
                    window.ProductIds!, id => Array.BinarySearch(ids, id, StringComparer.Ordinal));
                var train = Renumbered(window.Train, places, ids.Length);
                return new EvaluationPart(
                    window.Name, window.Facts, train, Renumbered(window.Test, places, ids.Length))
                {
                    Histories = train,
                    UserNumbers = window.UserNumbers,
                    ProductIds = ids,
                };
            }),
        ];
    }

    private static CsrMatrix Renumbered(CsrMatrix matrix, int[] places, int columns)
    {
        var rows = new int[matrix.EntryCount];
        for (var row = 0; row < matrix.Rows; row++)
            rows.AsSpan(matrix.RowStarts[row], matrix.RowLength(row)).Fill(row);
        var items = new int[matrix.EntryCount];
        for (var entry = 0; entry < items.Length; entry++)
            items[entry] = places[matrix.ColumnIndices[entry]];
        return CsrMatrix.FromTriples(matrix.Rows, columns, rows, items, matrix.Values);
    }
}
