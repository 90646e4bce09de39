using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// A model that scores all items, for the users it was fitted on and for any other history of items. After
/// <see cref="Fit"/> it can be asked from several threads at once. Same matrix and options, same scores. The best items
/// come from <see cref="Recommendations.Recommend"/> and <see cref="Recommendations.RecommendHistories"/>.
/// </summary>
public interface IRecommender
{
    /// <summary>Short name in reports: lower case, such as <c>item-knn</c>.</summary>
    string Name { get; }

    /// <summary>Number of items; 0 before a fit.</summary>
    int Items { get; }

    /// <summary>
    /// Learns from users × items weights, 0 or more. A second fit replaces the first. The matrix is kept where scores
    /// or explanations need it.
    /// </summary>
    /// <exception cref="InvalidWeightException">A weight is NaN, infinite or negative; no model then.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; no model then.</exception>
    void Fit(CsrMatrix weights, CancellationToken cancellationToken = default);

    /// <summary>Scores every item for each of some users.</summary>
    /// <param name="users">Row indices of the fitted matrix.</param>
    /// <param name="scores">Receives users × items, row-major; NaN where the model has nothing to say.</param>
    /// <exception cref="InvalidOperationException">Not fitted.</exception>
    void Score(ReadOnlySpan<int> users, Span<float> scores);

    /// <summary>
    /// Scores every item for users the model was not fitted on, from what they met. What the fit learnt stays as it is.
    /// The row of a fitted user gets that user's scores: bit for bit from popularity and item-kNN, within rounding from
    /// EASE and ALS; BPR learns a user's factor along with the items', so that folding in gives another one near it.
    /// </summary>
    /// <param name="histories">Users × items, on the scale of the fitted weights.</param>
    /// <param name="rows">Rows of it to score.</param>
    /// <param name="scores">Receives rows × items, row-major; NaN where the model has nothing to say.</param>
    /// <exception cref="InvalidOperationException">Not fitted.</exception>
    /// <exception cref="ArgumentException">The histories have another number of items.</exception>
    /// <exception cref="InvalidWeightException">A weight of these rows is NaN, infinite or negative.</exception>
    void ScoreHistories(CsrMatrix histories, ReadOnlySpan<int> rows, Span<float> scores);

    /// <summary>
    /// Splits a score into parts by item of the user's history. The parts add up to the score within rounding (1e-4 of
    /// the sum of their sizes). Empty where no past item speaks for it: the user has none, the score is NaN, or the
    /// model does not keep past items apart (popularity, BPR).
    /// </summary>
    /// <param name="user">Row index of the fitted matrix.</param>
    /// <param name="item">Item that was scored.</param>
    /// <returns>Past items and their parts, which may be negative: largest first, then by index.</returns>
    /// <exception cref="InvalidOperationException">Not fitted.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No such user or item.</exception>
    IReadOnlyList<ScoredIndex> Explain(int user, int item);
}
