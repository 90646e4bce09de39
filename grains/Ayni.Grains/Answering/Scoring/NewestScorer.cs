using System.Runtime.CompilerServices;
using Ayni.Filters;
using Ayni.Grains.Catalog;

namespace Ayni.Grains.Answering;

/// <summary>
/// How new a product is in the catalogue: 1 of what came last, half of it for each <see cref="HalfLifeDays"/> before.
/// </summary>
/// <param name="snapshot">The rows.</param>
/// <param name="newest">When what came last was taken in; null: it is among the rows.</param>
/// <param name="since">What came before that is not new; null: all is.</param>
internal sealed class NewestScorer(
    IndexSnapshot snapshot, DateTimeOffset? newest = null, DateTimeOffset? since = null) : Scorer
{
    private static readonly ConditionalWeakTable<ProductColumns, object> Newest = [];

    private readonly DateTimeOffset _newest = newest ?? NewestOf(snapshot.Columns);

    /// <summary>Days after which newness is halved.</summary>
    public const double HalfLifeDays = 30;

    /// <summary>What came before that is not new; null: all is.</summary>
    public DateTimeOffset? Since => since;

    /// <inheritdoc/>
    public override float ScoreOf(int row) => snapshot.Columns.AddedAtOf(row) is { } added && !(added < since)
        ? (float)Math.Pow(2, -(_newest - added).TotalDays / HalfLifeDays)
        : float.NaN;

    /// <summary>When the product that came last was taken in; the least of all moments without any.</summary>
    public static DateTimeOffset NewestOf(ProductColumns columns) =>
        (DateTimeOffset)Newest.GetValue(columns.Base, FindNewest);

    // Once a state of the catalogue: it takes a look at every row.
    private static object FindNewest(ProductColumns columns)
    {
        var newest = DateTimeOffset.MinValue;
        for (var row = 0; row < columns.Rows; row++)
        {
            if (columns.AddedAtOf(row) is { } added && added > newest)
                newest = added;
        }

        return newest;
    }
}
