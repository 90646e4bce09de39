using Ayni.Grains.Training;
using Ayni.Numerics;
using Ayni.Recommenders;
using Ayni.Trainer.Benchmarking;

namespace Ayni.Benchmarks.Training;

/// <summary>The plain loop of the library, in this process.</summary>
internal static class PlainTraining
{
    public static SweepTimes Run(
        CsrMatrix confidences, ImplicitAlsOptions options, int threads, TimeProvider time, CancellationToken stop)
    {
        GC.Collect();
        var clock = new WorkClock(time);
        var ends = new SweepEnds(clock);
        var model = ImplicitAls.Fit(confidences, options, threads, ends, stop);
        return new SweepTimes(clock.Elapsed, ends.Sweeps, BlockCheckpoint.HashOf(model.ItemFactors));
    }

    private sealed class SweepEnds(WorkClock clock) : IProgress<AlsProgress>
    {
        private WorkTime _last = clock.Elapsed;

        public List<WorkTime> Sweeps { get; } = [];

        public void Report(AlsProgress value)
        {
            if (value.Loss is null)
                return;
            var now = clock.Elapsed;
            Sweeps.Add(now - _last);
            _last = now;
        }
    }
}
