namespace Ayni.Recommenders;

/// <summary>
/// Full ranking of the next item. Candidates are all items that anybody met or is asked about, without those in the
/// user's own history, as S3-Rec's full ranking does (Zhou et al. 2020); so a test item that a model could not know
/// counts as a miss, and every user with an answer counts. With one answer a user, recall is the hit rate. Ties go to
/// the lower item index; formulas at <see cref="UserMetric"/> and <see cref="RankingMetrics"/>.
/// </summary>
/// <remarks>
/// Deviation: an item met before is no candidate. S3-Rec gives it the score 0, which is near the end.
/// </remarks>
public static class SequenceEvaluator
{
    /// <summary>Evaluates a fitted model.</summary>
    /// <param name="model">Fitted on <see cref="SequenceSplit.Fitted"/>.</param>
    /// <param name="split">Histories and answers.</param>
    /// <param name="options">Cutoffs and candidates; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the evaluation.</param>
    /// <exception cref="OperationCanceledException">Cancelled; there are no figures then.</exception>
    public static EvaluationReport Evaluate(
        ISequenceRecommender model,
        SequenceSplit split,
        EvaluationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(split);
        options = (options ?? new EvaluationOptions()).Validated();
        if (model.Items != split.Asked.Columns)
        {
            throw new ArgumentException(
                $"The model knows {model.Items} items, the split {split.Asked.Columns}.", nameof(model));
        }

        var questions = Questions.Of(split.Catalogue, split.Seen, split.Asked, options.ExcludeSeen);
        var lists = new HistoryRecommender(model, split.Histories).Recommend(
            questions.Users, options.Cutoffs[^1], options.ExcludeSeen ? split.Seen : null, questions.CandidateBits,
            options.Threads, cancellationToken);
        return new ListJudge(split.Seen, questions, options, cancellationToken).Judge(model.Name, lists);
    }
}
