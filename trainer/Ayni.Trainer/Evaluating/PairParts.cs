using System.Globalization;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Trainer.Evaluating;

/// <summary>The splits that need no times but an order: of a log's pairs and of files alike.</summary>
/// <param name="Source">Name of what is split.</param>
/// <param name="Newest">Newest interaction; null for files.</param>
/// <param name="Head">Log position read up to; null for files.</param>
internal sealed record PairParts(string Source, DateTimeOffset? Newest = null, long? Head = null)
{
    /// <summary>One part, or one a fold.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: there is nothing to train on, or nothing to test on.</exception>
    public IEnumerable<EvaluationPart> Of(InteractionTable interactions, SplitChoice choice) => choice.Kind switch
    {
        SplitKinds.LeaveLastOut => [RequireBoth(LastOut(interactions))],
        SplitKinds.KFold => Folds(interactions.ToMatrix(_ => true), choice),
        _ => [HeldOut(interactions.ToMatrix(_ => true), choice)],
    };

    /// <summary>What each user met last held out; empty if need be.</summary>
    /// <param name="interactions">All pairs.</param>
    /// <param name="kind">What counts as a right answer.</param>
    /// <param name="isTest">Which pairs do; null for all.</param>
    public EvaluationPart LastOut(
        InteractionTable interactions, PositiveKind kind = PositiveKind.Any, Func<int, bool>? isTest = null)
    {
        var split = LeaveLastOut.Of(interactions, isTest: isTest);
        var facts = Facts(
            SplitKinds.LeaveLastOut,
            $"{Source}: what each user {Positives.VerbOf(kind)} last, with all they did with it, is to be found; "
            + "candidates are all items of train.",
            split.Train,
            split.Dropped);
        return new EvaluationPart(
            SplitKinds.LeaveLastOut, facts with { Positives = Positives.NameOf(kind) }, split.Train, split.Test);
    }

    /// <summary>The part, if it has something to train on and to test on.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: it has not.</exception>
    public EvaluationPart RequireBoth(EvaluationPart part) => part with { Facts = RequireBoth(part.Facts) };

    private EvaluationPart HeldOut(CsrMatrix pairs, SplitChoice choice)
    {
        var split = RandomHoldOut.Of(
            pairs, choice.TestShare, choice.Seed, popularityExponent: choice.PopularityExponent);
        var facts = Facts(
            SplitKinds.HoldOut,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Source}: {choice.TestShare:P0} of each user's pairs, at random (seed {choice.Seed}, popularity "
                + $"to the power {choice.PopularityExponent}), are to be found; candidates are all items of train."),
            split.Train,
            split.Dropped);
        return new EvaluationPart(SplitKinds.HoldOut, RequireBoth(facts), split.Train, split.Test);
    }

    private IEnumerable<EvaluationPart> Folds(CsrMatrix pairs, SplitChoice choice) =>
        UserFolds.Of(pairs, choice.Folds, choice.TestShare, choice.Seed).Select((fold, index) =>
        {
            var facts = Facts(
                SplitKinds.KFold,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Source}: fitted on {choice.Folds - 1} of {choice.Folds} folds of users in turn; of the others' "
                    + $"pairs {choice.TestShare:P0} (seed {choice.Seed}) are to be found from the rest, folded in; "
                    + $"candidates are all items of train."),
                fold.Train,
                fold.Dropped);
            return new EvaluationPart($"fold {index + 1}", RequireBoth(facts), fold.Train, fold.Test)
            {
                Histories = fold.Histories,
            };
        });

    private SplitFacts Facts(string kind, string protocol, CsrMatrix train, SplitReport dropped) =>
        SplitFacts.Of(kind, protocol, train, dropped) with { Newest = Newest, AsOfPosition = Head };

    private SplitFacts RequireBoth(SplitFacts facts) => facts is { TrainPairs: > 0, Test.TestPairs: > 0 }
        ? facts
        : throw new AyniException(
            ErrorCodes.Invalid,
            $"--split {facts.Kind} leaves {facts.TrainPairs} pairs of {Source} to train on and {facts.Test.TestPairs} "
            + "to test on: choose another split, another --test-share, or more data.");
}
