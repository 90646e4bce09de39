using System.Collections.Immutable;
using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Training;

namespace Ayni.Grains.Tests.Training.Simulation;

/// <summary>
/// One run against a machine room without clock or threads. A tape of numbers says what happens next: which command is
/// done, which answer arrives, or twice, what is lost. Where the tape ends nothing goes wrong any more. What must hold
/// at every step is asserted at every step.
/// </summary>
internal sealed class SimulatedRun
{
    private const int MaxSteps = 20_000;
    private const int FaultShare = 24;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly RunPlan _asked;
    private RunPlan _plan;
    private readonly TrainingHostOptions _options;
    private readonly bool _isRefused;
    private readonly Queue<byte> _tape;
    private readonly List<Work> _work = [];
    private readonly List<RunEvent> _answers = [];
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private TrainingRunState _durable;
    private TrainingRunState _newest;
    private RunMachineState _state;
    private bool _hasParts;

    public SimulatedRun(RunPlan plan, TimeSpan checkpointInterval, bool isRefused, IEnumerable<byte> tape)
    {
        _asked = _plan = plan;
        _isRefused = isRefused;
        _tape = new(tape);
        _options = new TrainingHostOptions { CheckpointInterval = checkpointInterval };
        Blocks = new SimulatedBlocks(plan);
        _durable = _newest = TrainingRunState.Begin(
            plan.RunId, plan.AsOfPosition, plan.Options, TrainingReason.Manual, _now);
        _state = RunMachineState.Begin(_durable, _options);
    }

    public SimulatedBlocks Blocks { get; }

    /// <summary>What the registry has: the factors and metrics that were published.</summary>
    public string? Published { get; private set; }

    /// <summary>Silos lost, activations ended, calls broken.</summary>
    public int Disturbances { get; private set; }

    public bool CancelWasAsked { get; private set; }

    /// <summary>Runs to the end.</summary>
    /// <returns>The state that is durable then.</returns>
    public TrainingRunState ToEnd()
    {
        TakeUp();
        for (var step = 0; !(_state.IsOver && !_durable.Status.IsRunning); step++)
        {
            Assert.True(step < MaxSteps, $"No end after {step} steps: {_state.Stage}, {_newest.Status.Phase}.");
            _now += Step;
            if (_state.IsOver)
                TakeUp();
            else if (_tape.Count > 0 && Pick(256) < FaultShare)
                Disturb();
            else
                Proceed();
        }

        return _durable;
    }

    /// <summary>What an undisturbed run publishes.</summary>
    public string ExpectedContent() => Content(
        FactorsOf(_plan.HalfSweeps - 2), ImmutableDictionary<string, double>.Empty.Add("als", 1).Add("active", 1),
        ExpectedOptions());

    /// <summary>What an undisturbed search chooses; what was asked for where there is none.</summary>
    public TrainingOptions ExpectedOptions()
    {
        if (!SearchPlan.IsWanted(_asked))
            return _asked.Options;
        ImmutableArray<SearchTrial> trials = [];
        while (new SearchPlan(_asked, _asked.Options, trials).Next(out _) is { } next)
            trials = trials.Add(Tried(next));
        return new SearchPlan(_asked, _asked.Options, trials).Options;
    }

    /// <summary>A trial comes to the same whenever it is made, but for the time it takes.</summary>
    private static SearchTrial Tried(PlannedTrial trial) => trial.Begun with
    {
        Ndcg = 1 / (1 + Math.Abs(Math.Log(trial.Options.Regularization / 0.05))),
        StandardError = 0.01,
    };

    private string FactorsOf(int halfSweep) => string.Join(
        ' ',
        Enumerable.Range(0, _plan.Blocks(RunPlan.SideOf(halfSweep)))
            .Select(block => Blocks.Expected(halfSweep, block)));

    private static string Content(
        string factors, ImmutableDictionary<string, double> metrics, TrainingOptions options) => string.Join(
            ' ',
            [factors, .. metrics.Keys.Order(StringComparer.Ordinal), $"{options.Rank}", $"{options.Regularization}"]);

    private int Pick(int count) => _tape.TryDequeue(out var choice) ? choice % count : 0;

    /// <summary>An activation reads what is durable and goes on. Answers to the one before it reach nobody.</summary>
    private void TakeUp()
    {
        _answers.Clear();
        _work.RemoveAll(work => work.Command is RunCommand.Save);
        Leave();
        _newest = _durable;
        _state = RunMachineState.Begin(_durable, _options);
        Tell(new RunEvent.Resumed());
    }

    private void Tell(RunEvent happened)
    {
        var before = _state;
        (_state, var commands) = RunMachine.Next(_state, happened with { At = _now });
        Assert.True(_state.Run.Status.Progress >= before.Run.Status.Progress, "Progress fell.");
        AssertReports();
        foreach (var command in commands)
            Begin(command);
        Assert.Same(_state.Run, _newest);
    }

    /// <summary>What is under way may still be done, or not; nobody hears of it.</summary>
    private void Leave()
    {
        _work.RemoveAll(work => work.Command
            is not (RunCommand.Save or RunCommand.Solve or RunCommand.Publish or RunCommand.SettleSearch));
        for (var index = 0; index < _work.Count; index++)
        {
            if (_work[index].Command is not RunCommand.Save)
                _work[index] = _work[index] with { IsHeard = false };
        }
    }

    private void AssertReports()
    {
        if (_state.Sweep is not { } sweep)
            return;
        for (var block = 0; block < sweep.Reports.Length; block++)
        {
            if (sweep.Reports[block] is not { } report)
                continue;
            var expected = SimulatedBlocks.ReportOf(
                sweep.HalfSweep, Blocks.Expected(sweep.HalfSweep, block), report.FromCheckpoint);
            Assert.Equal(expected.ObservedByChunk.AsEnumerable(), report.ObservedByChunk);
        }
    }

    private void Begin(RunCommand command)
    {
        switch (command)
        {
            case RunCommand.Note note:
                _newest = note.Run;
                break;
            case RunCommand.Abandon:
                Leave();
                break;
            default:
                if (command is RunCommand.Save save)
                    _newest = save.Run;
                _work.Add(new(command, Calls: 1, IsHeard: true));
                break;
        }
    }

    /// <summary>Something that was begun comes about.</summary>
    private void Proceed()
    {
        var able = _work.Where(CanBeDone).ToArray();
        var writing = Blocks.Writing.ToArray();
        var choice = Pick(Math.Max(1, _answers.Count + able.Length + writing.Length));
        if (choice < _answers.Count)
            Deliver(choice);
        else if (choice - _answers.Count < able.Length)
            Do(able[choice - _answers.Count]);
        else if (writing.Length > 0)
            writing[choice - _answers.Count - able.Length].Write();
        else
            Assert.Fail($"Nothing left to happen: {_state.Stage}, {_newest.Status.Phase}.");
    }

    private bool CanBeDone(Work work) =>
        work.Command is not RunCommand.AwaitStored stored || Blocks.AreStored(stored.HalfSweep) is not null;

    private void Deliver(int index)
    {
        var answer = _answers[index];
        _answers.RemoveAt(index);
        Tell(answer);
        if (_tape.Count > 0 && Pick(8) == 1)
            _answers.Add(answer);
    }

    private void Do(Work work)
    {
        _work.Remove(work);
        if (Outcome(work) is { } answer && work.IsHeard)
            _answers.Add(answer);
    }

    private RunEvent? Outcome(Work work)
    {
        switch (work.Command)
        {
            case RunCommand.Save save:
                _durable = _newest;
                return new RunEvent.Saved(save.Run);
            case RunCommand.MakeSnapshot:
                return new RunEvent.SnapshotMade(_plan);
            case RunCommand.Try trial:
                Assert.Equal(_asked.Options, trial.Plan.Options);
                return new RunEvent.Tried(trial.Number, Tried(trial.Trial) with { Seconds = Pick(4) });
            case RunCommand.SettleSearch settle:
                return Settle(settle.Plan);
            case RunCommand.Solve solve:
                return Blocks.Solve(solve.Block, solve.Order) is { } report
                    ? new RunEvent.BlockSolved(solve.Attempt, solve.Block, report, work.Calls)
                    : new RunEvent.FactorsLost(solve.Attempt, "Lost.");
            case RunCommand.AwaitStored stored:
                return Blocks.AreStored(stored.HalfSweep) == true
                    ? new RunEvent.HalfSweepStored(stored.Attempt, stored.HalfSweep)
                    : new RunEvent.FactorsLost(stored.Attempt, "Lost.");
            case RunCommand.FitParts:
                _hasParts = true;
                return new RunEvent.PartsFitted();
            case RunCommand.Judge:
                return Judge();
            case RunCommand.Publish publish:
                if (work.IsHeard || Blocks.Read(_plan.HalfSweeps - 2) is not null)
                    Publish(publish.Metrics);
                return new RunEvent.Published();
            case RunCommand.CleanUp:
                Blocks.Release();
                return new RunEvent.CleanedUp();
            default:
                throw new InvalidOperationException(work.Command.ToString());
        }
    }

    /// <summary>No block may have begun with other options, and nobody may write a choice that can be lost.</summary>
    private RunEvent.SearchSettled Settle(RunPlan plan)
    {
        Assert.True(_durable.Search?.IsSettled, "The plan is written before the choice is durable.");
        Assert.Equal(_durable.Status.Options, plan.Options);
        _plan = plan;
        return new RunEvent.SearchSettled(plan);
    }

    /// <summary>Measured beside the active version, which after publishing is the model itself.</summary>
    private RunEvent Judge()
    {
        Assert.NotNull(Blocks.Read(_plan.HalfSweeps - 1));
        Assert.NotNull(Blocks.Read(_plan.HalfSweeps - 2));
        Assert.True(_hasParts);
        var metrics = ImmutableDictionary<string, double>.Empty.Add("als", 1);
        if (_isRefused)
            return new RunEvent.StepFailed(RunStage.Judge, 0, TrainingPhase.Refused, "Worse.", metrics);
        return new RunEvent.Judged(new(Published is null ? metrics.Add("active", 1) : metrics, "Judged."));
    }

    private void Publish(ImmutableDictionary<string, double> metrics)
    {
        Assert.NotNull(Blocks.Read(_plan.HalfSweeps - 2));
        var content = Content(FactorsOf(_plan.HalfSweeps - 2), metrics, _plan.Options);
        Assert.True(Published is null || Published == content, $"Published {Published}, then {content}.");
        Published = content;
    }

    private void Disturb()
    {
        Disturbances++;
        switch (Pick(6))
        {
            case 0:
                End(Pick(2) == 0);
                break;
            case 1:
                // With what was on its way to the store, as far as it gets.
                LoseSilo(Pick(SimulatedBlocks.Silos));
                End(Pick(2) == 0);
                break;
            case 2 when Pick(4) == 0:
                CancelWasAsked = true;
                Tell(new RunEvent.CancelAsked());
                break;
            case 3:
                Tell(new RunEvent.HandOverAsked());
                if (Pick(2) == 0)
                    _durable = _newest;
                break;
            default:
                LoseSilo(Pick(SimulatedBlocks.Silos));
                break;
        }
    }

    /// <summary>The activation ends without a word; its last write may still land.</summary>
    private void End(bool lastWriteLands)
    {
        if (lastWriteLands)
            _durable = _newest;
        TakeUp();
    }

    /// <summary>Calls under way to its blocks break and are made again.</summary>
    private void LoseSilo(int silo)
    {
        var lost = Blocks.Lose(silo);
        for (var index = 0; index < _work.Count; index++)
        {
            if (_work[index].Command is RunCommand.Solve solve && lost.Contains(solve.Block))
                _work[index] = _work[index] with { Calls = _work[index].Calls + 1 };
        }
    }

    /// <param name="Command">What is to be done.</param>
    /// <param name="Calls">How often it was asked for.</param>
    /// <param name="IsHeard">Whether who asked is still there.</param>
    private sealed record Work(RunCommand Command, int Calls, bool IsHeard);
}
