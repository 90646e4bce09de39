using Ayni.Domain.Interactions;

namespace Ayni.Trainer.Evaluating;

/// <summary>How to make a test set.</summary>
/// <param name="Kind">One of <see cref="SplitKinds"/>.</param>
/// <param name="TestPeriod">Length of the test period, or of a window of the replay; null for what fits.</param>
/// <param name="Positives">What counts as a right answer of a log.</param>
/// <param name="Windows">Windows of the replay.</param>
/// <param name="Folds">Folds of users.</param>
/// <param name="TestShare">Share of a user's pairs to find, in a hold-out or a fold.</param>
/// <param name="Seed">Seed of hold-out and folds.</param>
/// <param name="PopularityExponent">How much a hold-out prefers popular items; 0: not.</param>
internal sealed record SplitChoice(
    string Kind,
    TimeSpan? TestPeriod,
    PositiveKind Positives,
    int Windows,
    int Folds,
    double TestShare,
    int Seed,
    double PopularityExponent);
