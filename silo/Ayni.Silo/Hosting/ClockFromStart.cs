namespace Ayni.Silo.Hosting;

/// <summary>
/// The system's clock with timestamps that count from its making instead of the machine's boot. For membership alone:
/// Orleans' watchdog (10.4.2, <c>Watchdog.Start</c>) lets its first thread look at a timestamp that it sets a moment
/// later, so that now and then it takes the time since timestamp 0 for a stalled thread, warns of a deadlock as old as
/// the machine and counts the silo as unwell, which stretches its probes.
/// </summary>
internal sealed class ClockFromStart : TimeProvider
{
    private readonly long _origin = System.GetTimestamp();

    public override long GetTimestamp() => System.GetTimestamp() - _origin;
}
