using System.CommandLine;
using Ayni.Domain.Errors;

namespace Ayni.Trainer.Evaluating;

/// <summary>The options of <c>evaluate</c> that say how to make a test set.</summary>
internal sealed class SplitArguments
{
    private const int MaxTestDays = 3_660;
    private const int MaxParts = 1_000;

    private readonly Option<string?> _split = new("--split")
    {
        Description = $"Log: {string.Join(", ", SplitKinds.OfLog)}; lightgcn: {string.Join(", ", SplitKinds.OfFiles)}; "
            + $"sequences: {string.Join(", ", SplitKinds.OfSequences)}; baskets: "
            + $"{string.Join(", ", SplitKinds.OfBaskets)}. "
            + "The first of each is the default.",
    };

    private readonly Option<int> _testDays = Valued(
        "--test-days", "time: newest days to test on; replay: a window.", 30);

    private readonly Option<int> _windows = Valued("--windows", "replay: windows, the newest last.", 4);
    private readonly Option<int> _folds = Valued("--folds", "k-fold: folds of users.", 5);
    private readonly Option<double> _share = Valued(
        "--test-share", "hold-out and k-fold: share of a user's pairs to find.", 0.2);

    private readonly Option<int> _seed = Valued("--split-seed", "hold-out and k-fold: seed of who and what.", 1);

    private readonly Option<double> _popularity = Valued(
        "--hold-out-popularity", "hold-out: draw pairs by their item's number of pairs to this power.", 0.0);

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _split, _testDays, _windows, _folds, _share, _seed, _popularity })
            command.Add(option);
    }

    /// <summary>The choice, for a source that can be split in some ways.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: an option is out of range, or not for this source.</exception>
    public SplitChoice Read(ParseResult parsed, string format, IReadOnlyList<string> kinds)
    {
        var kind = parsed.GetValue(_split) ?? kinds[0];
        if (!kinds.Contains(kind, StringComparer.Ordinal))
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"--split is '{kind}'; with --format {format} it must be one of {string.Join(", ", kinds)}."
                + (SplitKinds.OfLog.Contains(kind, StringComparer.Ordinal) ? " Such files have no times." : ""));
        }

        return new SplitChoice(
            kind,
            TimeSpan.FromDays(InRange(
                parsed, _testDays, days => days is >= 1 and <= MaxTestDays, $"1 to {MaxTestDays}")),
            InRange(parsed, _windows, windows => windows is >= 1 and <= MaxParts, $"1 to {MaxParts}"),
            InRange(parsed, _folds, folds => folds is >= 2 and <= MaxParts, $"2 to {MaxParts}"),
            InRange(parsed, _share, share => share is > 0 and < 1, "over 0 and under 1, such as 0.2"),
            parsed.GetValue(_seed),
            InRange(parsed, _popularity, exponent => exponent is >= 0 and <= 2, "0 to 2"));
    }

    private static T InRange<T>(ParseResult parsed, Option<T> option, Func<T, bool> isInRange, string range)
    {
        var value = parsed.GetRequiredValue(option);
        return isInRange(value)
            ? value
            : throw new AyniException(ErrorCodes.Invalid, FormattableString.Invariant(
                $"{option.Name} is {value}; it must be {range}."));
    }

    private static Option<T> Valued<T>(string name, string description, T value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
    };
}
