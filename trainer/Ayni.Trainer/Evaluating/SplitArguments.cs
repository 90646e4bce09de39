using System.CommandLine;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;

namespace Ayni.Trainer.Evaluating;

/// <summary>The options of <c>evaluate</c> that say how to make a test set.</summary>
internal sealed class SplitArguments
{
    private const int MaxParts = 1_000;

    private readonly Option<string?> _split = new("--split")
    {
        Description = $"Log: {string.Join(", ", SplitKinds.OfLog)}; lightgcn: {string.Join(", ", SplitKinds.OfFiles)}; "
            + $"sequences: {string.Join(", ", SplitKinds.OfSequences)}; baskets: "
            + $"{string.Join(", ", SplitKinds.OfBaskets)}. "
            + "The first of each is the default.",
    };

    private readonly PeriodArguments _testPeriod = new("test", "time: newest time to test on; replay: a window");
    private readonly PositiveArguments _positives = new();
    private readonly Option<int> _windows = Valued("--windows", "replay: windows, the newest last.", 4);
    private readonly Option<int> _folds = Valued("--folds", "k-fold: folds of users.", 5);
    private readonly Option<double> _share = Valued(
        "--test-share", "hold-out and k-fold: share of a user's pairs to find.", 0.2);

    private readonly Option<int> _seed = Valued("--split-seed", "hold-out and k-fold: seed of who and what.", 1);

    private readonly Option<double> _popularity = Valued(
        "--hold-out-popularity", "hold-out: draw pairs by their item's number of pairs to this power.", 0.0);

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _split, _windows, _folds, _share, _seed, _popularity })
            command.Add(option);
        _testPeriod.AddTo(command);
        _positives.AddTo(command);
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

        var period = _testPeriod.Read(parsed);
        return new SplitChoice(
            kind == SplitKinds.Auto && period is not null ? SplitKinds.Time : kind,
            period,
            Judged(parsed, kind, kinds),
            InRange(parsed, _windows, windows => windows is >= 1 and <= MaxParts, $"1 to {MaxParts}"),
            InRange(parsed, _folds, folds => folds is >= 2 and <= MaxParts, $"2 to {MaxParts}"),
            InRange(parsed, _share, share => share is > 0 and < 1, "over 0 and under 1, such as 0.2"),
            parsed.GetValue(_seed),
            InRange(parsed, _popularity, exponent => exponent is >= 0 and <= 2, "0 to 2"));
    }

    private PositiveKind Judged(ParseResult parsed, string kind, IReadOnlyList<string> kinds)
    {
        var positives = _positives.Read(parsed);
        var isOfLog = ReferenceEquals(kinds, SplitKinds.OfLog);
        if (!_positives.IsGiven(parsed) || (isOfLog && kind is not (SplitKinds.KFold or SplitKinds.HoldOut)))
            return positives;
        throw new AyniException(
            ErrorCodes.Invalid,
            $"--positives goes with a log split by {SplitKinds.Time}, {SplitKinds.Replay} or "
            + $"{SplitKinds.LeaveLastOut}; "
            + (isOfLog ? $"--split {kind} draws among all pairs" : "files say of nothing what it was")
            + ": leave it out.");
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
