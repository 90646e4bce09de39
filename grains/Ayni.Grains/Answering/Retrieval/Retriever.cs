using Ayni.Filters;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Catalog;

namespace Ayni.Grains.Answering;

/// <summary>
/// The wide part of an answer, exact: every row that may be given is scored by every scorer, and the best are kept. Of
/// a scorer that takes long, bounds come first, and scores of those rows alone whose bounds let them be among the best.
/// Pure; one thread.
/// </summary>
internal static class Retriever
{
    /// <summary>Products found beyond the places for new ones, for those that a rule drops later.</summary>
    public const int NewMargin = 10;

    /// <summary>The best candidates. The scorers are released at the end.</summary>
    /// <param name="question">The request.</param>
    /// <param name="scorers">What scores, in the order of the sums.</param>
    /// <param name="count">Candidates wanted.</param>
    /// <param name="stage">Stage of the scorers.</param>
    /// <param name="skipped">Products found before.</param>
    public static Retrieved Find(
        Question question, IReadOnlyList<Scorer> scorers, int count, int stage, IReadOnlySet<string> skipped)
    {
        using var buffers = ScanBuffers.Rent(question.Snapshot.Count);
        try
        {
            return Find(question, scorers, count, stage, skipped, buffers);
        }
        finally
        {
            foreach (var scorer in scorers)
                scorer.Release();
        }
    }

    /// <summary>New products found beside the best.</summary>
    public static int NewPlaces(Question question) =>
        (int)Math.Ceiling(question.Scenario.NewShare * question.Count) + NewMargin;

    private static Retrieved Find(
        Question question,
        IReadOnlyList<Scorer> scorers,
        int count,
        int stage,
        IReadOnlySet<string> skipped,
        ScanBuffers buffers)
    {
        var snapshot = question.Snapshot;
        var losses = new List<RuleLoss>();
        Eligibility.Select(question, buffers.Eligible, buffers.Scratch, losses);
        var pool = stage == 0 ? question.Reranking?.PoolOf(question, scorers, buffers) : null;
        Eligibility.Remove(question, skipped, buffers.Eligible);
        var isExact = true;
        foreach (var scorer in scorers)
            isExact &= scorer.AddBoundsTo(buffers.Eligible, buffers.Totals, buffers.Said);
        buffers.Exact.Reset(snapshot.Count);
        var standIns = Families.Of(snapshot).StandIn(scorers, buffers);
        pool?.PutInto(buffers, standIns);
        question.Rules.Lift(snapshot, buffers.Said, buffers.Totals);
        if (isExact)
            buffers.Exact.CopyFrom(buffers.Said);
        var (best, hasMore) = Best(question, scorers, buffers, buffers.Said, count);
        AddNew(question, scorers, buffers, best);
        return new Retrieved(
            [
                .. best.Select(found => CandidateOf(
                    question, scorers, found, standIns.GetValueOrDefault(found.Row, found.Row), stage, pool)),
            ],
            losses,
            hasMore);
    }

    /// <summary>The order of everything that somebody says something about, for a list that is given.</summary>
    private static (List<(int Row, float Score)> Best, bool HasMore) Best(
        Question question, IReadOnlyList<Scorer> scorers, ScanBuffers buffers, RowSet said, int count)
    {
        var ids = question.Snapshot.Ids;

        // The cursor knows products by a mark: as many more are found as it may drop.
        var wanted = count + question.Cursor.Count + 1;
        var best = TopOf(ids, said, buffers.Totals, wanted);
        if (MakeExact(question, scorers, buffers, best.ConvertAll(found => found.Row)))
        {
            // As many as wanted are as good as the worst of these: whose bound is under it cannot be among the best.
            var least = best.Count < wanted ? float.NegativeInfinity : best.Min(found => buffers.Totals[found.Row]);
            var near = NotUnder(said, buffers.Totals, least);
            MakeExact(question, scorers, buffers, near);
            buffers.Near.Reset(question.Snapshot.Count);
            foreach (var row in near)
                buffers.Near.Add(row);
            best = TopOf(ids, buffers.Near, buffers.Totals, wanted);
        }

        if (question.Cursor.Count > 0)
            best.RemoveAll(found => question.Cursor.Has(ids[found.Row]));
        var hasMore = best.Count > count;
        if (hasMore)
            best.RemoveRange(count, best.Count - count);
        return (best, hasMore);
    }

    /// <summary>The best of some rows.</summary>
    internal static List<(int Row, float Score)> TopOf(RowIds ids, RowSet rows, float[] totals, int wanted)
    {
        var top = new RowTop(wanted, ids);
        for (var word = 0; word < rows.Words.Length; word++)
        {
            var left = RowWords.NotUnder(rows, word, totals, top.Threshold);
            while (left != 0)
            {
                var row = RowWords.Take(word, ref left);
                top.Offer(row, totals[row]);
            }
        }

        return top.Drain();
    }

    /// <summary>Rows whose sum is not under a number.</summary>
    internal static List<int> NotUnder(RowSet rows, float[] totals, float least)
    {
        var found = new List<int>();
        for (var word = 0; word < rows.Words.Length; word++)
        {
            var left = RowWords.NotUnder(rows, word, totals, least);
            while (left != 0)
                found.Add(RowWords.Take(word, ref left));
        }

        return found;
    }

    /// <summary>Replaces bounds by sums.</summary>
    /// <returns>False: all were sums.</returns>
    private static bool MakeExact(
        Question question, IReadOnlyList<Scorer> scorers, ScanBuffers buffers, List<int> rows)
    {
        var (near, exact) = (buffers.Near, buffers.Exact);
        near.Reset(question.Snapshot.Count);
        foreach (var row in rows)
        {
            if (exact.Contains(row))
                continue;
            near.Add(row);
            exact.Add(row);
            buffers.Totals[row] = Scorer.SumOf(scorers, row) ?? 0;
        }

        question.Rules.Lift(question.Snapshot, near, buffers.Totals);
        return !near.IsEmpty;
    }

    // Among all, what is new hardly ever is among the best: it has its own list.
    private static void AddNew(
        Question question, IReadOnlyList<Scorer> scorers, ScanBuffers buffers, List<(int Row, float Score)> best)
    {
        if (question.Scenario.NewShare == 0)
            return;
        var snapshot = question.Snapshot;
        buffers.Scratch.Reset(snapshot.Count);
        var words = buffers.Said.Words;
        for (var word = 0; word < words.Length; word++)
        {
            var popularity = RowWords.Of<float>(snapshot.Popularity, word, snapshot.Count);
            buffers.Scratch.AddWord(word, words[word] & ~RowWords.AtLeast(popularity, float.NegativeInfinity));
        }

        var (news, _) = Best(question, scorers, buffers, buffers.Scratch, NewPlaces(question));
        best.AddRange(news.Where(found => !best.Contains(found)));
    }

    private static Candidate CandidateOf(
        Question question,
        IReadOnlyList<Scorer> scorers,
        (int Row, float Rank) found,
        int scoredRow,
        int stage,
        RerankedPool? pool)
    {
        var row = found.Row;
        var parts = new float[scorers.Count];
        var sum = 0f;
        for (var scorer = 0; scorer < parts.Length; scorer++)
        {
            parts[scorer] = scorers[scorer].PartOf(scoredRow);
            if (!float.IsNaN(parts[scorer]))
                sum += parts[scorer];
        }

        var snapshot = question.Snapshot;
        var place = scoredRow == row ? pool?.PlaceOf(row) : null;
        var score = place is { } own ? pool!.Dealt[own] : sum;
        return new Candidate
        {
            ProductId = snapshot.Ids[row],
            Row = row,
            ScoredRow = scoredRow,
            Parts = parts,
            Stage = stage,
            Base = score,
            Score = score,
            Reranked = place is { } at ? new RerankedPlace(pool!, at, score - sum) : null,
            Rank = found.Rank,
            IsNew = IsNew(snapshot, row),
            IsCatalogued = snapshot.Columns.IsPresent(row),
        };
    }

    private static bool IsNew(IndexSnapshot snapshot, int row) => float.IsNaN(snapshot.Popularity[row]);
}
