using Ayni.Numerics;

namespace Ayni.Training;

/// <summary>
/// Full ranking: every item with an entry in train is a candidate for every user, without the user's own train items
/// where <see cref="EvaluationOptions.ExcludeSeen"/> is set. Ties go to the lower item index. Users without a test pair
/// are left out of every average. Formulas at <see cref="RankingMetrics"/>.
/// </summary>
public static class Evaluator
{
    /// <summary>Evaluates a fitted model.</summary>
    /// <param name="model">Fitted on <paramref name="train"/>.</param>
    /// <param name="train">Users × items.</param>
    /// <param name="test">Users × items of the same shape; every stored entry is a relevant item.</param>
    /// <param name="options">Cutoffs and candidates; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the evaluation.</param>
    /// <exception cref="OperationCanceledException">Cancelled; there are no figures then.</exception>
    public static EvaluationReport Evaluate(
        IRecommender model,
        CsrMatrix train,
        CsrMatrix test,
        EvaluationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        options = (options ?? new EvaluationOptions()).Validated();
        if (train.Rows != test.Rows || train.Columns != test.Columns)
        {
            throw new ArgumentException(
                $"Train is {train.Rows} × {train.Columns}, but test {test.Rows} × {test.Columns}.", nameof(test));
        }

        var candidates = Candidates.Of(train);
        var questions = Questions.Of(train, test, candidates, options.ExcludeSeen);
        var ranked = model.Recommend(
            questions.Users, options.Cutoffs[^1], options.ExcludeSeen ? train : null, candidates, options.Threads,
            cancellationToken);
        var items = Candidates.Count(candidates);
        return new EvaluationReport(
            model.Name,
            questions.Users.Count,
            questions.Relevant.Sum(relevant => relevant.Count),
            questions.SeenPairs,
            questions.UnreachablePairs,
            items,
            [.. options.Cutoffs.Select(cutoff => Average(ranked, questions.Relevant, cutoff, items))]);
    }

    private static RankingMetrics Average(
        ScoredIndex[][] ranked, IReadOnlyList<HashSet<int>> relevant, int cutoff, int candidateItems)
    {
        // In user order, so that the sums' bits repeat.
        var sum = default(UserMetrics);
        var recommended = new HashSet<int>();
        for (var user = 0; user < ranked.Length; user++)
        {
            var one = UserMetrics.Of(ranked[user], relevant[user], cutoff);
            sum = new UserMetrics(
                sum.Precision + one.Precision,
                sum.Recall + one.Recall,
                sum.AveragePrecision + one.AveragePrecision,
                sum.Ndcg + one.Ndcg,
                sum.Hit + one.Hit,
                sum.ReciprocalRank + one.ReciprocalRank);
            foreach (var entry in ranked[user].AsSpan(0, Math.Min(cutoff, ranked[user].Length)))
                recommended.Add(entry.Index);
        }

        var users = Math.Max(ranked.Length, 1);
        return new RankingMetrics(
            cutoff,
            sum.Precision / users,
            sum.Recall / users,
            sum.AveragePrecision / users,
            sum.Ndcg / users,
            sum.Hit / users,
            sum.ReciprocalRank / users,
            candidateItems == 0 ? 0 : (double)recommended.Count / candidateItems);
    }

    /// <summary>Whom to ask, and the right answers.</summary>
    private sealed record Questions(
        IReadOnlyList<int> Users, IReadOnlyList<HashSet<int>> Relevant, int SeenPairs, int UnreachablePairs)
    {
        public static Questions Of(CsrMatrix train, CsrMatrix test, ulong[] candidates, bool excludeSeen)
        {
            var users = new List<int>();
            var answers = new List<HashSet<int>>();
            var (seen, unreachable) = (0, 0);
            for (var user = 0; user < test.Rows; user++)
            {
                var relevant = new HashSet<int>();
                foreach (var item in test.RowColumns(user))
                {
                    if (!Candidates.Contains(candidates, item))
                        unreachable++;
                    else if (excludeSeen && train.Contains(user, item))
                        seen++;
                    else
                        relevant.Add(item);
                }

                if (relevant.Count == 0)
                    continue;
                users.Add(user);
                answers.Add(relevant);
            }

            return new Questions(users, answers, seen, unreachable);
        }
    }
}
