using System.Runtime.ExceptionServices;
using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// Cosines of the items of each list, as columns of train. One row of item × item is made at a time (Gustavson 1978),
/// sparsely, for each recommended item once, and all lists with that item read from it: the work is at most
/// Σ over users of entries² + lists × K² / 2, however long the columns are. Rejected: merging the columns of every pair
/// of a list, which costs lists × K² × column length.
/// </summary>
internal static class ListSimilarity
{
    /// <summary>Sum of the cosines of each list's item with those before it.</summary>
    /// <param name="train">Users × items.</param>
    /// <param name="lists">Best first.</param>
    /// <param name="length">Length of the longest list.</param>
    /// <param name="parallel">Threads and cancellation.</param>
    /// <returns>Lists × length, row-major; each number has one writer and one order of its sum.</returns>
    public static double[] SumsWithEarlier(
        CsrMatrix train, ScoredIndex[][] lists, int length, ParallelOptions parallel)
    {
        var sums = new double[(long)lists.Length * length];
        var places = PlacesByItem(lists, train.Columns, length);
        var byItem = train.Transpose();
        var norms = NormsOf(byItem);
        try
        {
            Parallel.For(
                0,
                train.Columns,
                parallel,
                () => new Row(train, byItem, norms),
                (item, _, row) =>
                {
                    if (places.RowLength(item) > 0)
                        row.Write(item, places.RowColumns(item), lists, length, sums);
                    return row;
                },
                _ => { });
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        return sums;
    }

    /// <summary>
    /// Items × places, where a place is list × length + position, and the first of a list is left out.
    /// </summary>
    private static CsrMatrix PlacesByItem(ScoredIndex[][] lists, int items, int length)
    {
        var starts = new int[items + 1];
        foreach (var list in lists)
        {
            for (var position = 1; position < list.Length; position++)
                starts[list[position].Index + 1]++;
        }

        for (var item = 0; item < items; item++)
            starts[item + 1] += starts[item];
        var next = starts.AsSpan(0, items).ToArray();
        var places = new int[starts[items]];
        for (var list = 0; list < lists.Length; list++)
        {
            for (var position = 1; position < lists[list].Length; position++)
                places[next[lists[list][position].Index]++] = (list * length) + position;
        }

        return new CsrMatrix(items, checked(lists.Length * length), starts, places, new float[places.Length]);
    }

    private static double[] NormsOf(CsrMatrix byItem)
    {
        var norms = new double[byItem.Rows];
        for (var item = 0; item < norms.Length; item++)
        {
            var sum = 0.0;
            foreach (var value in byItem.RowValues(item))
                sum += (double)value * value;
            norms[item] = Math.Sqrt(sum);
        }

        return norms;
    }

    private sealed class Row(CsrMatrix train, CsrMatrix byItem, double[] norms)
    {
        private readonly double[] _products = new double[train.Columns];

        public void Write(
            int item, ReadOnlySpan<int> places, ScoredIndex[][] lists, int length, double[] sums)
        {
            if (norms[item] == 0)
                return;
            var touched = Fill(item);
            foreach (var place in places)
            {
                var list = lists[place / length];
                var sum = 0.0;
                for (var earlier = 0; earlier < place % length; earlier++)
                {
                    var other = list[earlier].Index;
                    if (_products[other] != 0)
                        sum += _products[other] / (norms[item] * norms[other]);
                }

                sums[place] = sum;
            }

            Clear(item, touched);
        }

        private int Fill(int item)
        {
            var touched = 0;
            var users = byItem.RowColumns(item);
            var own = byItem.RowValues(item);
            for (var entry = 0; entry < users.Length; entry++)
            {
                double weight = own[entry];
                var others = train.RowColumns(users[entry]);
                var values = train.RowValues(users[entry]);
                for (var other = 0; other < others.Length; other++)
                    _products[others[other]] += weight * values[other];
                touched += others.Length;
            }

            return touched;
        }

        private void Clear(int item, int touched)
        {
            if (touched > _products.Length)
            {
                Array.Clear(_products);
                return;
            }

            foreach (var user in byItem.RowColumns(item))
            {
                foreach (var other in train.RowColumns(user))
                    _products[other] = 0;
            }
        }
    }
}
