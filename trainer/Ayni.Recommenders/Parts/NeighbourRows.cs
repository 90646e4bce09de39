using System.Runtime.ExceptionServices;
using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>Makes items × items tables a row at a time; the table does not depend on the threads.</summary>
internal static class NeighbourRows
{
    /// <summary>Makes a table.</summary>
    /// <param name="items">Number of items.</param>
    /// <param name="parallel">Threads, and where they come from; its token stops the work.</param>
    /// <param name="newScratch">Scratch memory of a thread.</param>
    /// <param name="rowOf">An item's neighbours in any order; weight 0 and the item itself are left out.</param>
    public static CsrMatrix Make<TScratch>(
        int items, ParallelOptions parallel, Func<TScratch> newScratch, Func<int, TScratch, ScoredIndex[]> rowOf)
    {
        var rows = new ScoredIndex[items][];
        try
        {
            Parallel.For(0, items, parallel, newScratch, (item, _, scratch) =>
            {
                rows[item] = Array.FindAll(
                    rowOf(item, scratch), neighbour => neighbour.Index != item && neighbour.Score != 0);
                Array.Sort(rows[item], (one, other) => one.Index.CompareTo(other.Index));
                return scratch;
            }, _ => { });
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        return Join(rows);
    }

    private static CsrMatrix Join(ScoredIndex[][] rows)
    {
        var starts = new int[rows.Length + 1];
        for (var row = 0; row < rows.Length; row++)
            starts[row + 1] = checked(starts[row] + rows[row].Length);
        var (columns, values) = (new int[starts[^1]], new float[starts[^1]]);
        for (var row = 0; row < rows.Length; row++)
        {
            for (var entry = 0; entry < rows[row].Length; entry++)
                (columns[starts[row] + entry], values[starts[row] + entry]) = rows[row][entry];
        }

        return new CsrMatrix(rows.Length, rows.Length, starts, columns, values);
    }
}
