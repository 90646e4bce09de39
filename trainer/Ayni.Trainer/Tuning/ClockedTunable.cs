using System.Runtime.CompilerServices;
using Ayni.Recommenders;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Tuning;

/// <summary>Takes the time of each trial: the library knows no clock.</summary>
internal sealed class ClockedTunable(ITunable tunable, TimeProvider time) : ITunable
{
    private readonly ConditionalWeakTable<OptionValues, StrongBox<TimeSpan>> _spent = [];

    public string Model => tunable.Model;

    public IReadOnlyList<TunableOption> Options => tunable.Options;

    public bool IsResumable => tunable.IsResumable;

    public ITrial Start(OptionValues options) =>
        new Trial(tunable.Start(options), time, _spent.GetOrCreateValue(options));

    /// <summary>Time of all that a trial of these values did.</summary>
    public TimeSpan SpentOn(OptionValues options) => _spent.GetOrCreateValue(options).Value;

    private sealed class Trial(ITrial trial, TimeProvider time, StrongBox<TimeSpan> spent) : ITrial
    {
        public TrialScore Advance(int resource, CancellationToken cancellationToken)
        {
            var clock = new StepClock(time);
            try
            {
                return trial.Advance(resource, cancellationToken);
            }
            finally
            {
                spent.Value += clock.Elapsed;
            }
        }
    }
}
