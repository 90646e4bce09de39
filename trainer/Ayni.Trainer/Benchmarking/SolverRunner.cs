using Ayni.Numerics;
using Ayni.Recommenders;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Benchmarking;

/// <summary>Fits one solver and notes the time of each sweep.</summary>
internal sealed class SolverRunner(
    CsrMatrix byUser,
    ImplicitAlsOptions options,
    int threads,
    TimeProvider time,
    IProgress<StepProgress> progress,
    CancellationToken cancellationToken)
{
    /// <summary>A fit of one sweep to see its memory and to have its code compiled; then one that is timed.</summary>
    public SolverRun Run(string solver)
    {
        var held = new HeldMemory();
        if (solver == SolverNames.Gradient)
        {
            var gradient = Gradient();
            gradient.Sweep();
            held.Look();
            GC.KeepAlive(gradient);
            return RunGradient(held.MostBytes);
        }

        var fitted = options with { Solver = SolverNames.Of(solver) };
        ImplicitAls.Fit(byUser, fitted with { Sweeps = 1 }, threads, held, cancellationToken);
        return RunLibrary(solver, fitted, held.MostBytes);
    }

    private SolverRun RunLibrary(string solver, ImplicitAlsOptions fitted, long heldBytes)
    {
        var meter = new MemoryMeter();
        var sweeps = new SweepTimer(time, value => Report(solver, value));
        var model = ImplicitAls.Fit(byUser, fitted, threads, sweeps, cancellationToken);
        var memory = MemoryFigures.Of(meter, heldBytes, byUser, options.Rank, threads);
        return new SolverRun(
            sweeps.Sweeps, model.Losses, memory, options.Rank, model.UserFactors, model.ItemFactors.ToArray());
    }

    private SolverRun RunGradient(long heldBytes)
    {
        var meter = new MemoryMeter();
        var gradient = Gradient();
        var sweeps = new List<WorkTime>();
        var clock = new WorkClock(time);
        for (var sweep = 1; sweep <= options.Sweeps; sweep++)
        {
            var started = clock.Elapsed;
            gradient.Sweep();
            sweeps.Add(clock.Elapsed - started);
            Report(SolverNames.Gradient, sweep);
        }

        var memory = MemoryFigures.Of(meter, heldBytes, byUser, options.Rank, threads);
        return new SolverRun(
            sweeps, GradientLosses(), memory, options.Rank, gradient.UserFactors, gradient.ItemFactors);
    }

    /// <summary>
    /// The baseline does not sum its loss, so the sweeps are made again for it, neither timed nor weighed.
    /// </summary>
    private List<LossParts> GradientLosses()
    {
        var gradient = Gradient();
        var losses = new List<LossParts>();
        for (var sweep = 1; sweep <= options.Sweeps; sweep++)
        {
            gradient.Sweep();
            losses.Add(gradient.Loss());
        }

        return losses;
    }

    private ConjugateGradientAls Gradient() =>
        new(byUser, options, threads, SolverNames.GradientSteps, cancellationToken);

    private void Report(string solver, int sweep) => progress.Report(
        new StepProgress($"Sweeping {solver}", (double)sweep / options.Sweeps, sweep, "sweeps"));

    /// <summary>A sweep ends when the library tells its loss; the sums of the loss are in its time.</summary>
    private sealed class SweepTimer : IProgress<AlsProgress>
    {
        private readonly WorkClock _clock;
        private readonly Action<int> _report;
        private WorkTime _last;

        public SweepTimer(TimeProvider time, Action<int> report)
        {
            _clock = new WorkClock(time);
            _report = report;
            _last = _clock.Elapsed;
        }

        public List<WorkTime> Sweeps { get; } = [];

        public void Report(AlsProgress value)
        {
            if (value.Loss is null)
                return;
            var now = _clock.Elapsed;
            Sweeps.Add(now - _last);
            _report(Sweeps.Count);
            _last = _clock.Elapsed;
        }
    }
}
