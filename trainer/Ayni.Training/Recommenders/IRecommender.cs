using Ayni.Numerics;

namespace Ayni.Training;

/// <summary>
/// A model that scores all items for the users it was fitted on. After <see cref="Fit"/> it can be asked from several
/// threads at once. Same matrix and options, same scores.
/// </summary>
public interface IRecommender
{
    /// <summary>Short name in reports: lower case, such as <c>item-knn</c>.</summary>
    string Name { get; }

    /// <summary>Number of items; 0 before a fit.</summary>
    int Items { get; }

    /// <summary>Learns from users × items weights, 0 or more. A second fit replaces the first.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; the model is then not fitted.</exception>
    void Fit(CsrMatrix weights, CancellationToken cancellationToken = default);

    /// <summary>Scores every item for each of some users.</summary>
    /// <param name="users">Row indices of the fitted matrix.</param>
    /// <param name="scores">Receives users × items, row-major; NaN where the model has nothing to say.</param>
    /// <exception cref="InvalidOperationException">Not fitted.</exception>
    void Score(ReadOnlySpan<int> users, Span<float> scores);
}
