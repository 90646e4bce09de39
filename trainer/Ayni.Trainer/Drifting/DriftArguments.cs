using System.CommandLine;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Trainer.Evaluating;
using Ayni.Trainer.Storage;

namespace Ayni.Trainer.Drifting;

/// <summary>The options of <c>drift</c>.</summary>
internal sealed class DriftArguments
{
    private const int MaxWindows = 52;

    private readonly Option<int> _windows = new("--windows")
    {
        Description = "Windows at the end of the log, one after the other; 2 to 52.",
        DefaultValueFactory = _ => 6,
    };

    private readonly PeriodArguments _period = new(
        "test", "Length of a window; without it half of the log is cut into windows");

    public StorageArguments Storage { get; } = new();

    public RecommenderArguments Models { get; } = new();

    public PositiveArguments Positives { get; } = new();

    public SignificanceArguments Significance { get; } = new();

    public void AddTo(Command command)
    {
        Storage.AddTo(command);
        command.Add(_windows);
        _period.AddTo(command);
        Positives.AddTo(command);
        Significance.AddTo(command);
        Models.AddTo(command);
    }

    /// <summary>How many windows.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: out of range.</exception>
    public int Windows(ParseResult parsed) => parsed.GetValue(_windows) is var windows and >= 2 and <= MaxWindows
        ? windows
        : throw new AyniException(
            ErrorCodes.Invalid, $"{_windows.Name} is {parsed.GetValue(_windows)}; it must be 2 to {MaxWindows}.");

    /// <summary>Length of a window of a log.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: unreadable, or they do not fit into the log.</exception>
    public TimeSpan Period(ParseResult parsed, TimeSpan log)
    {
        var windows = Windows(parsed);
        var period = _period.Read(parsed) ?? log / 2 / windows;
        return windows * period < log && period > TimeSpan.Zero
            ? period
            : throw new AyniException(
                ErrorCodes.Invalid,
                $"{windows} windows of {TestLength.Show(period)} leave nothing of a log of {TestLength.Show(log)} to "
                + $"train on before them. Give fewer {_windows.Name} or a shorter --test-period.");
    }

    /// <summary>The models; those that need a shopper's order of events are not among them.</summary>
    public ComparedRecommenders Recommenders(ParseResult parsed) => Models.Read(
        parsed,
        Significance.Threads(parsed),
        new SplitChoice(SplitKinds.HoldOut, null, PositiveKind.Auto, 0, 0, 0, 0, 0),
        ofSequences: false,
        ofBaskets: false);
}
