using System.Globalization;
using Ayni.Numerics;
using Ayni.Recommenders;
using Ayni.Trainer.Tuning;

namespace Ayni.Trainer.Evaluating;

/// <summary>What was split, and how.</summary>
internal sealed record SplitFacts
{
    /// <summary>One of <see cref="SplitKinds"/>, or "hold_out" of a search.</summary>
    public required string Kind { get; init; }

    /// <summary>In one sentence: what is train, what is test, who is asked.</summary>
    public required string Protocol { get; init; }

    /// <summary>What counts as a right answer, by its name; null where all pairs do.</summary>
    public string? Positives { get; init; }

    /// <summary>Weights that are not the default; null where all are.</summary>
    public ChangedWeights? Weights { get; init; }

    /// <summary>First moment of the test period; null for files.</summary>
    public DateTimeOffset? Cutoff { get; init; }

    /// <summary>Newest interaction; null for files.</summary>
    public DateTimeOffset? Newest { get; init; }

    /// <summary>Log position read up to; null for files.</summary>
    public long? AsOfPosition { get; init; }

    /// <summary>Users with a pair in train.</summary>
    public required int TrainUsers { get; init; }

    /// <summary>Products with a pair in train.</summary>
    public required int TrainItems { get; init; }

    /// <summary>Pairs in train.</summary>
    public required int TrainPairs { get; init; }

    /// <summary>Pairs of the test period by what became of them.</summary>
    public required SplitReport Test { get; init; }

    public static SplitFacts Of(string kind, string protocol, CsrMatrix train, SplitReport dropped) => new()
    {
        Kind = kind,
        Protocol = protocol,
        TrainUsers = Enumerable.Range(0, train.Rows).Count(user => train.RowLength(user) > 0),
        TrainItems = Candidates.Count(Candidates.Of(train)),
        TrainPairs = train.EntryCount,
        Test = dropped,
    };

    /// <summary>A train and a test file.</summary>
    public static SplitFacts Of(string trainFile, string testFile, TrainTestSplit pairs) => Of(
        SplitKinds.Files,
        $"Train {Path.GetFileName(trainFile)}, test {Path.GetFileName(testFile)}; "
            + "candidates are all items of train without the user's own; every user with a test item is asked.",
        pairs.Train,
        pairs.Dropped);

    /// <summary>A part of a file held out of it, once or several times; sizes are those of the first time.</summary>
    public static SplitFacts OfHoldOuts(
        string file, HoldOutChoice choice, TrainTestSplit first) => Of(
            "hold_out",
            string.Create(
                CultureInfo.InvariantCulture,
                $"Validation: of {Path.GetFileName(file)} {choice.PairShare:P0} of the pairs of "
                + $"{choice.UserShare:P0} of the users are held out ({SeedsOf(choice)}, popularity to the power "
                + $"{choice.PopularityExponent}); candidates are all items left without the user's own."),
            first.Train,
            first.Dropped);

    private static string SeedsOf(HoldOutChoice choice) => choice.Count == 1
        ? $"seed {choice.Seed}"
        : $"{choice.Count} times, seeds {choice.Seed} to {choice.Seed + choice.Count - 1}: means, sizes of the first";
}
