namespace Ayni.Recommenders;

/// <summary>One step of a replay: the window that is judged; train is everything before it.</summary>
/// <param name="Start">First timestamp of the window.</param>
/// <param name="End">First timestamp after it.</param>
public readonly record struct ReplayWindow(long Start, long End)
{
    /// <summary>
    /// Windows of equal length that end with the newest interaction, oldest first: [newest + 1 − k · length, + length)
    /// for k from <paramref name="count"/> down to 1, in the timestamps' unit.
    /// </summary>
    /// <param name="newest">Newest timestamp.</param>
    /// <param name="length">Length of a window; 1 or more.</param>
    /// <param name="count">Number of windows; 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">Length or count are under 1.</exception>
    public static IReadOnlyList<ReplayWindow> Before(long newest, long length, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var end = checked(newest + 1);
        return
        [
            .. Enumerable.Range(0, count).Select(step =>
                new ReplayWindow(checked(end - ((count - step) * length)), end - ((count - step - 1) * length))),
        ];
    }

    /// <summary>Train before the window, test within it; see <see cref="TimeSplit"/>.</summary>
    /// <param name="interactions">All interactions.</param>
    /// <param name="isTest">Which can be test pairs, by position, such as purchases only; null for all.</param>
    public TrainTestSplit Split(InteractionTable interactions, Func<int, bool>? isTest = null) =>
        TimeSplit.At(interactions, Start, End, isTest);
}
