using System.Runtime.InteropServices;

namespace Ayni.Cluster.Tests.Answers;

/// <summary>
/// Moments at which requests are due: gaps of a Poisson process by seed, so that they come as those of shoppers who do
/// not know of one another. Waiting is the kernel's, to some 0.1 ms: a timer of .NET would add up to 1 ms to each.
/// </summary>
/// <param name="perSecond">Mean rate.</param>
/// <param name="seed">Seed of the gaps.</param>
internal sealed class ArrivalSchedule(double perSecond, int seed)
{
    private const double MicrosecondsPerSecond = 1e6;
    private const uint LongestSleep = 500_000;

    private readonly Random _random = new(seed);

    /// <summary>Moment of the next request, from the start.</summary>
    public TimeSpan Due { get; private set; }

    /// <summary>Goes on to the next request.</summary>
    public void MoveOn() => Due += TimeSpan.FromSeconds(-Math.Log(1 - _random.NextDouble()) / perSecond);

    /// <summary>Waits on this thread until the next request is due.</summary>
    /// <param name="start">Timestamp of the start.</param>
    public void Wait(long start)
    {
        for (var left = Left(); left > TimeSpan.Zero; left = Left())
            _ = Sleep((uint)Math.Min(LongestSleep, left.TotalSeconds * MicrosecondsPerSecond));
        TimeSpan Left() => Due - TimeProvider.System.GetElapsedTime(start);
    }

    [DllImport("libc", EntryPoint = "usleep")]
    private static extern int Sleep(uint microseconds);
}
