using System.CommandLine;
using System.Globalization;
using Ayni.Domain.Errors;
using Ayni.Recommenders;
using Ayni.Trainer.Evaluating;
using Ayni.Trainer.Terminal;
using Ayni.Trainer.Training;

namespace Ayni.Trainer.Tuning;

/// <summary>One search with its clock, its progress and its file, which always holds the best so far.</summary>
internal sealed class TuningSession : IProgress<TrialResult>
{
    private readonly TrainerConsole _console;
    private readonly TuneArguments _arguments;
    private readonly ParseResult _parsed;
    private readonly SplitFacts _facts;
    private readonly IReadOnlyList<JudgedSplit> _splits;
    private readonly string _metric;
    private readonly ClockedTunable _tunable;
    private readonly HashSet<int> _seen = [];
    private Action _showProgress = () => { };
    private TrialResult? _best;

    public TuningSession(
        TrainerConsole console,
        TuneArguments arguments,
        ParseResult parsed,
        SplitFacts facts,
        IReadOnlyList<JudgedSplit> splits)
    {
        (_console, _arguments, _parsed, _facts, _splits) = (console, arguments, parsed, facts, splits);
        _metric = splits[0].Metric.ToString();
        _tunable = new ClockedTunable(arguments.Tunable(parsed, splits), console.Time);
    }

    /// <summary>Searches until the budget is spent or all trials are made.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: no trial came to a figure.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before any trial came to a figure.</exception>
    public TuneDocument Run(
        TimeSpan allowed, IProgress<StepProgress> progress, CancellationToken cancellationToken)
    {
        var options = _arguments.Options(_parsed, _tunable);
        var space = _arguments.Space(_parsed, _tunable);
        var budget = new TuningBudget(_console.Time, allowed);
        _showProgress = () => progress.Report(
            new StepProgress($"Tuning {_tunable.Model}", budget.SpentShare, _seen.Count, "trials"));
        var result = Tuner.Run(space, _tunable, options, () => budget.IsLeft, this, cancellationToken);
        if (result.Best is not { } best)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new AyniException(
                ErrorCodes.Invalid,
                $"None of {result.Trials.Length} trials came to a figure: {result.Trials.FirstOrDefault()?.Error}");
        }

        return new TuneDocument
        {
            Split = _facts,
            Users = _splits.Sum(split => split.Users),
            TestPairs = _splits.Sum(split => split.TestPairs),
            Model = _tunable.Model,
            Metric = _metric,
            Search = options,
            End = result.End,
            Seconds = Math.Round(budget.Spent.TotalSeconds, 2),
            Options = OptionsFile.Typed(_arguments.Settled(_parsed, _tunable, best)),
            Stored = _arguments.Store(_parsed),
            Trials = [.. result.Trials.Select(trial => TriedOptions.Of(trial, _tunable.SpentOn(trial.Options)))],
        };
    }

    public void Report(TrialResult value)
    {
        _seen.Add(value.Index);
        if (!_console.IsInteractive)
            _console.Error.WriteLine(Line(value));
        _showProgress();
        var isBetter = value.Score is { } score
            && (_best?.Score is not { } best || score.Metric > best.Metric || value.Index == _best.Index);
        if (!isBetter)
            return;
        _best = value;
        if (_arguments.Store(_parsed) is { } path)
            Store(path, value);
    }

    private void Store(string path, TrialResult best) => OptionsFile.Write(
        path,
        new
        {
            _tunable.Model,
            Options = OptionsFile.Typed(_arguments.Settled(_parsed, _tunable, best)),
            Metric = _metric,
            Figure = Math.Round(best.Score?.Metric ?? 0, 6),
            Split = _facts.Protocol,
        });

    private string Line(TrialResult trial) => trial.Score is { } score
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"Trial {trial.Index}: {_metric} {score.Metric:F5} at {score.BestResource} of {score.SpentResource}, "
            + $"{_tunable.SpentOn(trial.Options).TotalSeconds:F1} s: {trial.Options}")
        : $"Trial {trial.Index} failed: {trial.Options}: {trial.Error}";
}
