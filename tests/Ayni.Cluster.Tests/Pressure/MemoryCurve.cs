using Ayni.Cluster.Tests.Processes;

namespace Ayni.Cluster.Tests.Pressure;

/// <summary>Memory of a process, looked at over and over until it is disposed.</summary>
internal sealed class MemoryCurve : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _end = new();
    private readonly List<ResidentMemory> _samples = [];
    private readonly Task _looking;

    public MemoryCurve(ServerProcess process) => _looking = LookAsync(process);

    /// <summary>Samples in order; whole once this is disposed.</summary>
    public IReadOnlyList<ResidentMemory> Samples => _samples;

    /// <summary>The most there was in a part of the time, without mapped files, which the kernel takes back.</summary>
    /// <param name="from">Share of the time at which the part begins.</param>
    /// <param name="to">Share at which it ends.</param>
    public double MostOwn(double from, double to)
    {
        var first = (int)(_samples.Count * from);
        return _samples.Skip(first).Take(Math.Max(1, (int)(_samples.Count * to) - first)).Max(sample => sample.Own);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _looking;
        _end.Dispose();
    }

    private async Task LookAsync(ServerProcess process)
    {
        using var timer = new PeriodicTimer(Period);
        try
        {
            do
                _samples.Add(ResidentMemory.Of(process));
            while (await timer.WaitForNextTickAsync(_end.Token));
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }
}
