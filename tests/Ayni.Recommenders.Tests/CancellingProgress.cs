namespace Ayni.Recommenders.Tests;

/// <summary>Cancels at the first report: in the midst of a fit.</summary>
internal sealed class CancellingProgress(CancellationTokenSource source) : IProgress<double>
{
    public void Report(double value) => source.Cancel();
}
