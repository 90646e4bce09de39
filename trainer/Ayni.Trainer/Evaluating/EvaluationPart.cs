using Ayni.Domain.Errors;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Trainer.Evaluating;

/// <summary>One fit and what it is measured by: a whole split, one fold, or one window.</summary>
/// <param name="Name">Short name in tables.</param>
/// <param name="Facts">What is train, what is test.</param>
/// <param name="Train">Users × items to fit on.</param>
/// <param name="Test">Users × items to find.</param>
internal sealed record EvaluationPart(string Name, SplitFacts Facts, CsrMatrix Train, CsrMatrix Test)
{
    /// <summary>What to fold in of users the fit does not know; null where it knows them.</summary>
    public CsrMatrix? Histories { get; init; }

    /// <summary>The same with the order of each user's items; null where there is none.</summary>
    public SequenceSplit? Sequences { get; init; }

    /// <summary>Histories and next baskets; null where those are not asked for.</summary>
    public BasketSplit? Baskets { get; init; }

    /// <summary>What each user did before the test period; null where nothing is known of times or baskets.</summary>
    public ShopperEvents? Events { get; init; }

    /// <summary>
    /// What each item was met of late (<see cref="PopularityDecay"/>); null where nothing is known of times.
    /// </summary>
    public double[]? RecentWeights { get; init; }

    /// <summary>Number of each row's user in all parts; null where the row is the number.</summary>
    public int[]? UserNumbers { get; init; }

    /// <summary>Id of each row's user; null where users are known by number alone.</summary>
    public string[]? UserIds { get; init; }

    /// <summary>What each user viewed in the test period; null where nothing is known of times.</summary>
    public CsrMatrix? Viewed { get; init; }

    /// <summary>Id of each item; null where items are known by number alone.</summary>
    public string[]? ProductIds { get; init; }

    /// <summary>Users who can be asked.</summary>
    /// <param name="includesSeen">Whether what a user has in train counts when met again.</param>
    public int AskableUsers(bool includesSeen)
    {
        var asked = 0;
        for (var user = 0; user < Test.Rows; user++)
        {
            var isAsked = false;
            foreach (var item in Test.RowColumns(user))
                isAsked |= includesSeen || !Train.Contains(user, item);
            asked += isAsked ? 1 : 0;
        }

        return asked;
    }

    /// <summary>Measures a model fitted on <see cref="Train"/>.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: nobody is left to ask.</exception>
    public EvaluationReport Measure(IRecommender model, EvaluationOptions options, CancellationToken cancellationToken)
    {
        if (Baskets is not null)
            return Baskets.Evaluate(model, options, cancellationToken);
        var report = Histories is null
            ? Evaluator.Evaluate(model, Train, Test, options, cancellationToken)
            : Evaluator.EvaluateFoldIn(
                model, new FoldInSplit(Train, Histories, Test, Facts.Test), options, cancellationToken);
        if (report.Users == 0)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"Nobody is left to ask in {Name}: {report.SeenPairs} test pairs are in train and "
                + $"{report.UnreachablePairs} of items that are not. Add --include-seen, or choose a larger test set.");
        }

        return UserNumbers is { } numbers ? report with { PerUser = report.PerUser.Renumbered(numbers) } : report;
    }
}
