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
    private readonly Dictionary<string, int[]> _variants = new(StringComparer.Ordinal);
    private Speaking? _speaking;

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

        foreach (var (family, rows) in members)
        {
            if (rows.Any(row => columns.ParentIdOf(row) is not null))
                _variants[family] = [.. rows];
            if (rows.Count == 1)
                continue;
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

    /// <summary>
    /// Sold-out rows that have variants, if only in other parts of the catalogue: which is known by the parents that
    /// tables of the same texts have met.
    /// </summary>
    public int[] SoldOutVariants(IndexSnapshot snapshot)
    {
        var columns = snapshot.Columns;
        var known = Volatile.Read(ref _speaking);
        if (known?.Families == columns.Families)
            return known.Rows;
        var (families, available) = (columns.Families, new RowSet());
        columns.SelectAvailable(available);
        known = new Speaking(
            families,
            [
                .. Enumerable.Range(0, families == 0 ? 0 : columns.Rows).Where(row =>
                    columns.IsPresent(row) && columns.IsActive(row) && !available.Contains(row)
                    && (columns.ParentIdOf(row) is not null || columns.IsParent(snapshot.Ids[row]))),
            ]);
        Volatile.Write(ref _speaking, known);
        return known.Rows;
    }

    /// <summary>Rows of a family.</summary>
    public IReadOnlyList<int> RowsOf(string family, IndexSnapshot snapshot)
    {
        if (_variants.TryGetValue(family, out var rows))
            return rows;
        return snapshot.Ids.RowOf(family) is var row and >= 0
            && snapshot.Columns.IsPresent(row) && snapshot.Columns.ParentIdOf(row) is null
            ? [row]
            : [];
    }

    /// <summary>Gives siblings in stock the score of a sold-out one where that is higher.</summary>
    /// <param name="scorers">What scores.</param>
    /// <param name="buffers">Sums so far; those of siblings become exact.</param>
    /// <returns>Row whose score a row has instead of its own.</returns>
    public Dictionary<int, int> StandIn(IReadOnlyList<Scorer> scorers, ScanBuffers buffers)
    {
        var standIns = new Dictionary<int, int>();
        foreach (var (soldOut, siblings) in _soldOut)
        {
            if (Scorer.SumOf(scorers, soldOut) is not { } sum)
                continue;
            foreach (var row in siblings)
            {
                if (!buffers.Eligible.Contains(row))
                    continue;
                var own = buffers.Exact.Contains(row) ? buffers.Totals[row] : Scorer.SumOf(scorers, row);
                buffers.Exact.Add(row);
                buffers.Said.Add(row);
                buffers.Totals[row] = own >= sum ? own.Value : sum;
                if (!(own >= sum))
                    standIns[row] = soldOut;
            }
        }

        return standIns;
    }

    private sealed record Speaking(int Families, int[] Rows);
}
