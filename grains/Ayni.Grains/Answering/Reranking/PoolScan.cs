using Ayni.Filters;
using Ayni.Grains.Catalog;
using Ayni.Recommenders;

namespace Ayni.Grains.Answering;

/// <summary>
/// The candidates that a re-ranker orders: the best of every part of the model among the products that may be given and
/// that the model knows. Exact.
/// </summary>
/// <param name="Rows">Row of each.</param>
/// <param name="Candidates">The candidates, with what the parts say.</param>
/// <param name="Sums">Score of each in the blend, as the list has it.</param>
internal sealed record PoolScan(int[] Rows, CandidatePool Candidates, float[] Sums)
{
    /// <summary>Finds them.</summary>
    /// <param name="question">The request.</param>
    /// <param name="scorers">Scorers of the parts; a part without one says nothing.</param>
    /// <param name="header">Says which parts, and how many of each.</param>
    /// <param name="buffers">Rows that may be given are in it; its sums are free, before and after.</param>
    public static PoolScan Of(
        Question question, IReadOnlyList<Scorer> scorers, RerankerHeader header, ScanBuffers buffers)
    {
        var snapshot = question.Snapshot;
        var known = Known(snapshot, buffers);
        var rows = new HashSet<int>();
        foreach (var scorer in scorers)
        {
            foreach (var (row, _) in BestOf(snapshot, scorer, known, header.PoolSize, buffers))
                rows.Add(row);
            buffers.Clear(snapshot.Count);
        }

        int[] found = [.. rows];
        var items = Array.ConvertAll(found, snapshot.ItemOf);
        Array.Sort(items, found);
        var scores = new float[header.Parts.Count][];
        for (var part = 0; part < scores.Length; part++)
        {
            var scorer = scorers.FirstOrDefault(own => own.Name == header.Parts[part]);
            scores[part] = Array.ConvertAll(found, row => scorer?.ScoreOf(row) ?? float.NaN);
        }

        return new PoolScan(
            found,
            CandidatePool.OfChosen(items, scores),
            Array.ConvertAll(found, row => Scorer.SumOf(scorers, row) ?? 0));
    }

    // What the model has not met keeps its place: the trees have not met it either.
    private static RowSet Known(IndexSnapshot snapshot, ScanBuffers buffers)
    {
        if (snapshot.Count == snapshot.RowsOfItems.Length)
            return buffers.Eligible;
        var known = buffers.Scratch;
        known.CopyFrom(buffers.Eligible);
        foreach (var row in buffers.Eligible)
        {
            if (snapshot.ItemOf(row) == IndexSnapshot.NoItem)
                known.Remove(row);
        }

        return known;
    }

    private static List<(int Row, float Score)> BestOf(
        IndexSnapshot snapshot, Scorer scorer, RowSet known, int count, ScanBuffers buffers)
    {
        var isExact = scorer.AddBoundsTo(known, buffers.Totals, buffers.Said);
        var best = Retriever.TopOf(snapshot.Ids, buffers.Said, buffers.Totals, count);
        if (isExact)
            return best;

        // As many as wanted are as good as the worst of these: whose bound is under it cannot be among the best.
        var least = best.Count < count ? float.NegativeInfinity : best.Min(found => scorer.PartOf(found.Row));
        var top = new RowTop(count, snapshot.Ids);
        foreach (var row in Retriever.NotUnder(buffers.Said, buffers.Totals, least))
            top.Offer(row, scorer.PartOf(row));
        return top.Drain();
    }
}
