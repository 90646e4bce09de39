using System.Runtime.CompilerServices;
using Ayni.Filters;
using Ayni.Grains.Catalog;

namespace Ayni.Grains.Answering;

/// <summary>
/// Families of variants with a member that is sold out: what shoppers did to that one speaks for its siblings in stock.
/// Made once a state of the catalogue. Immutable.
/// </summary>
internal sealed class Families
{
    private static readonly ConditionalWeakTable<ProductColumns, Families> Made = [];

    private readonly List<(int SoldOut, int[] Siblings)> _soldOut = [];

    private Families(IndexSnapshot snapshot)
    {
        var columns = snapshot.Columns;
        if (!columns.HasParents)
            return;
        var available = new RowSet();
        columns.SelectAvailable(available);
        var members = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var row in Enumerable.Range(0, columns.Rows).Where(columns.IsPresent))
        {
            var family = columns.ParentIdOf(row) ?? snapshot.Ids[row];
            if (!members.TryGetValue(family, out var rows))
                members[family] = rows = [];
            rows.Add(row);
        }

        foreach (var rows in members.Values.Where(rows => rows.Count > 1))
        {
            int[] siblings = [.. rows.Where(available.Contains)];
            if (siblings.Length > 0)
            {
                _soldOut.AddRange(rows.Where(row => !available.Contains(row) && columns.IsActive(row))
                    .Select(row => (row, siblings)));
            }
        }
    }

    /// <summary>Whether any product stands in for a sold-out one.</summary>
    public bool HaveSoldOut => _soldOut.Count > 0;

    /// <summary>The families of a state of the index.</summary>
    public static Families Of(IndexSnapshot snapshot) =>
        Made.GetValue(snapshot.Columns.Base, _ => new Families(snapshot));

    /// <summary>Gives siblings in stock the score of a sold-out one where that is higher.</summary>
    /// <param name="scorers">What scores.</param>
    /// <param name="buffers">Sums so far; those of siblings become exact.</param>
    /// <returns>Row whose score a row has instead of its own.</returns>
    public Dictionary<int, int> StandIn(IReadOnlyList<Scorer> scorers, ScanBuffers buffers)
    {
        var standIns = new Dictionary<int, int>();
        foreach (var (soldOut, siblings) in _soldOut)
        {
            if (SumOf(scorers, soldOut) is not { } sum)
                continue;
            foreach (var row in siblings)
            {
                if (!buffers.Eligible.Contains(row))
                    continue;
                var own = buffers.Exact.Contains(row) ? buffers.Totals[row] : SumOf(scorers, row);
                buffers.Exact.Add(row);
                buffers.Said.Add(row);
                buffers.Totals[row] = own >= sum ? own.Value : sum;
                if (!(own >= sum))
                    standIns[row] = soldOut;
            }
        }

        return standIns;
    }

    private static float? SumOf(IReadOnlyList<Scorer> scorers, int row)
    {
        float? sum = null;
        foreach (var scorer in scorers)
        {
            if (scorer.PartOf(row) is var part && !float.IsNaN(part))
                sum = (sum ?? 0) + part;
        }

        return sum;
    }
}
