using System.Runtime.CompilerServices;
using Ayni.Filters;
using Ayni.Grains.Catalog;

namespace Ayni.Grains.Answering;

/// <summary>
/// The newest product of each category, then the second of each, and so on: 1, ½, ⅓, … Made once a state of the
/// catalogue.
/// </summary>
internal static class NewestInTurn
{
    private static readonly ConditionalWeakTable<ProductColumns, float[]> Made = [];

    /// <summary>Score of each row; NaN of rows without an available product.</summary>
    public static float[] Of(IndexSnapshot snapshot) => Made.GetValue(snapshot.Columns.Base, _ => Make(snapshot));

    private static float[] Make(IndexSnapshot snapshot)
    {
        var columns = snapshot.Columns;
        var available = new RowSet();
        columns.SelectAvailable(available);
        var scores = new float[snapshot.Count];
        Array.Fill(scores, float.NaN);
        var ranks = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in available.ToArray()
            .OrderByDescending(row => columns.AddedAtOf(row) ?? DateTimeOffset.MinValue)
            .ThenBy(row => snapshot.Ids[row], StringComparer.Ordinal))
        {
            var category = columns.CategoryOf(row) ?? "";
            var rank = ranks[category] = ranks.GetValueOrDefault(category) + 1;
            scores[row] = 1f / rank;
        }

        return scores;
    }
}
