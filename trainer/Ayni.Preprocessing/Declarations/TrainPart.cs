namespace Ayni.Preprocessing.Declarations;

/// <summary>The rows that a pipeline may learn from: those before a cut in time.</summary>
public sealed record TrainPart
{
    /// <summary>Rows before this instant; null: by <see cref="Share"/>.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>
    /// Share of the rows, by time. The cut is the instant of the row it ends at, and rows of that instant are not of
    /// the part. A table whose rows are all of one instant is train as a whole.
    /// <value>Default .8; range over 0 to 1; 1: all rows.</value>
    /// </summary>
    public double Share { get; init; } = 0.8;

    internal void Validate()
    {
        if (Share is not (> 0 and <= 1))
            throw new ArgumentException($"train.share is {Share}: give over 0, to 1.");
    }

    /// <summary>The cut, in milliseconds since 1970: rows before it are train.</summary>
    /// <param name="times">Times of the rows, in milliseconds since 1970.</param>
    /// <exception cref="ArgumentException">No row is before it.</exception>
    internal long CutOf(IEnumerable<double> times)
    {
        long[] sorted = [.. times.Select(time => (long)time).Order()];
        if (sorted.Length == 0)
            throw new ArgumentException("The table has no rows: there is nothing to learn from.");
        var afterAll = sorted[^1] + 1;
        if (Before is { } before)
        {
            var cut = before.ToUnixTimeMilliseconds();
            return sorted[0] < cut ? Math.Min(cut, afterAll) : throw new ArgumentException(
                $"train.before is {before:O}, but the first row is of "
                + $"{DateTimeOffset.FromUnixTimeMilliseconds(sorted[0]):O}: give a later instant.");
        }

        var index = (int)Math.Ceiling(Share * sorted.Length);
        return index >= sorted.Length || sorted[index] == sorted[0] ? afterAll : sorted[index];
    }
}
