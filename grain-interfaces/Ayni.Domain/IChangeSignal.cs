namespace Ayni.Domain;

/// <summary>
/// Nudges those who follow the log or the catalogue, so that they need not ask all the time. A nudge carries no data
/// and may be lost or come for nothing: a follower reads on by position, and by the clock where no nudge comes.
/// Thread-safe.
/// </summary>
public interface IChangeSignal
{
    /// <summary>
    /// Number of the newest nudge. Take it before reading, and give it to <see cref="WaitAsync"/> afterwards: what is
    /// written in between is then not slept through.
    /// </summary>
    long Current { get; }

    /// <summary>Waits until the log or the catalogue may have something new.</summary>
    /// <param name="seen">The number taken before the last read; a nudge that came since ends the wait at once.</param>
    /// <param name="atMost">Longest wait, over 0: the interval of the polling that catches what no nudge told.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Number of the newest nudge; <paramref name="seen"/> if the time passed without one.</returns>
    Task<long> WaitAsync(long seen, TimeSpan atMost, CancellationToken cancellationToken = default);
}
