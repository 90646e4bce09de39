using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// Full ranking: every item with an entry in train is a candidate for every user, without the user's own train items
/// where <see cref="EvaluationOptions.ExcludeSeen"/> is set. Ties go to the lower item index. Users without a test pair
/// are left out of every average. Formulas at <see cref="UserMetric"/> and <see cref="RankingMetrics"/>.
/// </summary>
public static class Evaluator
{
    /// <summary>Evaluates a fitted model on the users it was fitted on.</summary>
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
        RequireShape(train, test, nameof(test));
        var questions = Questions.Of(train, train, test, options.ExcludeSeen);
        var lists = model.Recommend(
            questions.Users, options.Cutoffs[^1], options.ExcludeSeen ? train : null, questions.CandidateBits,
            options.Threads, cancellationToken);
        return new ListJudge(train, questions, options, cancellationToken).Judge(model.Name, lists);
    }

    /// <summary>
    /// Evaluates a fitted model on users it has never seen, from a part of what they met: strong generalisation
    /// (Marlin 2004). A user's history stands for their train entries, in what is excluded and in the segments.
    /// </summary>
    /// <param name="model">Fitted on the split's train.</param>
    /// <param name="split">Train, histories to fold in, and the truth.</param>
    /// <param name="options">Cutoffs and candidates; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the evaluation.</param>
    /// <exception cref="OperationCanceledException">Cancelled; there are no figures then.</exception>
    public static EvaluationReport EvaluateFoldIn(
        IRecommender model,
        FoldInSplit split,
        EvaluationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(split);
        options = (options ?? new EvaluationOptions()).Validated();
        RequireShape(split.Train, split.Histories, nameof(split));
        RequireShape(split.Train, split.Test, nameof(split));
        var questions = Questions.Of(split.Train, split.Histories, split.Test, options.ExcludeSeen);
        var lists = model.RecommendHistories(
            split.Histories, questions.Users, options.Cutoffs[^1], options.ExcludeSeen ? split.Histories : null,
            questions.CandidateBits, options.Threads, cancellationToken);
        return new ListJudge(split.Train, questions, options, cancellationToken).Judge(model.Name, lists);
    }

    private static void RequireShape(CsrMatrix train, CsrMatrix other, string name)
    {
        if (train.Rows != other.Rows || train.Columns != other.Columns)
        {
            throw new ArgumentException(
                $"Train is {train.Rows} × {train.Columns}, but {name} has {other.Rows} × {other.Columns}.", name);
        }
    }
}
