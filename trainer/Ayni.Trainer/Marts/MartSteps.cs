using Ayni.Data.Mart;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Marts;

/// <summary>Reports a mart's steps at once and in order, which <see cref="Progress{T}"/> would not.</summary>
internal sealed class MartSteps(IProgress<StepProgress> progress) : IProgress<MartProgress>
{
    public void Report(MartProgress value) =>
        progress.Report(new StepProgress(value.Step, value.Fraction, value.Rows, "rows"));
}
