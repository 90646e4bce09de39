using Ayni.Filters;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Catalog;

namespace Ayni.Grains.Answering;

/// <summary>
/// The wide part of an answer, exact: every row that may be given is scored by every scorer, and the best are kept.
/// Pure; one thread.
/// </summary>
internal static class Retriever
{
    /// <summary>Products found beyond the places for new ones, for those that a rule drops later.</summary>
    public const int NewMargin = 10;

    /// <summary>The best candidates.</summary>
    /// <param name="question">The request.</param>
    /// <param name="scorers">What scores, in the order of the sums.</param>
    /// <param name="count">Candidates wanted.</param>
    /// <param name="stage">Stage of the scorers.</param>
    /// <param name="skipped">Products found before.</param>
    public static Retrieved Find(
        Question question, IReadOnlyList<Scorer> scorers, int count, int stage, IReadOnlySet<string> skipped)
    {
        var snapshot = question.Snapshot;
        using var buffers = ScanBuffers.Rent(snapshot.Count);
        var losses = new List<RuleLoss>();
        Eligibility.Select(question, buffers.Eligible, buffers.Scratch, losses);
        foreach (var productId in skipped)
        {
            if (snapshot.Ids.RowOf(productId) is var row and >= 0)
                buffers.Eligible.Remove(row);
        }

        foreach (var scorer in scorers)
            scorer.AddTo(buffers.Eligible, buffers.Totals, buffers.Said);
        var standIns = Families.Of(snapshot).StandIn(scorers, buffers.Eligible, buffers.Totals, buffers.Said);
        question.Rules.Lift(snapshot, buffers.Said, buffers.Totals);
        var (best, hasMore) = Best(question, buffers.Said, buffers.Totals, count);
        AddNew(question, buffers, best);
        return new Retrieved(
            [
                .. best.Select(found => CandidateOf(
                    question, scorers, found.Row, standIns.GetValueOrDefault(found.Row, found.Row), stage)),
            ],
            losses,
            hasMore);
    }

    /// <summary>The order of everything that somebody says something about, for a list that is given.</summary>
    private static (List<(int Row, float Score)> Best, bool HasMore) Best(
        Question question, RowSet said, float[] totals, int count)
    {
        var ids = question.Snapshot.Ids;

        // The cursor knows products by a mark: as many more are found as it may drop.
        var top = new RowTop(count + question.Cursor.Count + 1, ids);
        var threshold = top.Threshold;
        foreach (var row in said)
        {
            if (totals[row] < threshold)
                continue;
            top.Offer(row, totals[row]);
            threshold = top.Threshold;
        }

        var best = top.Drain();
        if (question.Cursor.Count > 0)
            best.RemoveAll(found => question.Cursor.Has(ids[found.Row]));
        var hasMore = best.Count > count;
        if (hasMore)
            best.RemoveRange(count, best.Count - count);
        return (best, hasMore);
    }

    // Among all, what is new hardly ever is among the best: it has its own list.
    private static void AddNew(Question question, ScanBuffers buffers, List<(int Row, float Score)> best)
    {
        if (question.Scenario.NewShare == 0)
            return;
        var snapshot = question.Snapshot;
        buffers.Scratch.Reset(snapshot.Count);
        foreach (var row in buffers.Said)
        {
            if (IsNew(snapshot, row))
                buffers.Scratch.Add(row);
        }

        var wanted = (int)Math.Ceiling(question.Scenario.NewShare * question.Count) + NewMargin;
        var (news, _) = Best(question, buffers.Scratch, buffers.Totals, wanted);
        best.AddRange(news.Where(found => !best.Contains(found)));
    }

    private static Candidate CandidateOf(
        Question question, IReadOnlyList<Scorer> scorers, int row, int scoredRow, int stage)
    {
        var parts = new float[scorers.Count];
        var sum = 0f;
        for (var scorer = 0; scorer < parts.Length; scorer++)
        {
            parts[scorer] = scorers[scorer].PartOf(scoredRow);
            if (!float.IsNaN(parts[scorer]))
                sum += parts[scorer];
        }

        var snapshot = question.Snapshot;
        return new Candidate
        {
            ProductId = snapshot.Ids[row],
            Row = row,
            ScoredRow = scoredRow,
            Parts = parts,
            Stage = stage,
            Base = sum,
            Score = sum,
            IsNew = IsNew(snapshot, row),
            IsCatalogued = snapshot.Columns.IsPresent(row),
        };
    }

    private static bool IsNew(IndexSnapshot snapshot, int row) => float.IsNaN(snapshot.Popularity[row]);
}
