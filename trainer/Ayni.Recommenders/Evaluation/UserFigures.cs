using System.Collections.Immutable;

namespace Ayni.Recommenders;

/// <summary>
/// Every metric of every evaluated user: what means, intervals and paired tests are made of. Two models evaluated on
/// the same split have the same users, in the same order.
/// </summary>
public sealed class UserFigures
{
    /// <summary>Number of metrics at a cutoff.</summary>
    internal const int MetricCount = (int)UserMetric.Popularity + 1;

    private readonly int[] _users;
    private readonly double[] _values;

    /// <param name="users">Row index of each user, ascending.</param>
    /// <param name="cutoffs">Cutoffs, ascending.</param>
    /// <param name="values">Users × cutoffs × metrics, row-major.</param>
    internal UserFigures(int[] users, ImmutableArray<int> cutoffs, double[] values)
    {
        (_users, Cutoffs, _values) = (users, cutoffs, values);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, users.Length * Width, nameof(values));
    }

    /// <summary>Row index of each user, ascending.</summary>
    public ReadOnlySpan<int> Users => _users;

    /// <summary>Cutoffs, ascending.</summary>
    public ImmutableArray<int> Cutoffs { get; }

    /// <summary>The same figures of users by other numbers, such as those they have in all parts of a replay.</summary>
    /// <param name="numbers">Number of each row index; ascending with it.</param>
    /// <exception cref="ArgumentException">The numbers do not ascend.</exception>
    public UserFigures Renumbered(ReadOnlySpan<int> numbers)
    {
        var users = new int[_users.Length];
        for (var user = 0; user < users.Length; user++)
        {
            users[user] = numbers[_users[user]];
            if (user > 0 && users[user] <= users[user - 1])
                throw new ArgumentException($"User {_users[user]} gets {users[user]} after {users[user - 1]}.");
        }

        return new UserFigures(users, Cutoffs, _values);
    }

    /// <summary>
    /// Figures over several parts, such as folds or windows: one row a user, the mean of that user's figures over the
    /// parts that asked them. With it a user counts once in every mean, interval and test, however often asked.
    /// </summary>
    /// <exception cref="ArgumentException">There is no part, or the parts have different cutoffs.</exception>
    public static UserFigures Pool(IReadOnlyList<UserFigures> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0 || parts.Any(part => !part.Cutoffs.SequenceEqual(parts[0].Cutoffs)))
            throw new ArgumentException("Pool one or more parts evaluated at the same cutoffs.", nameof(parts));
        var users = parts.SelectMany(part => part._users).Distinct().Order().ToArray();
        var width = parts[0].Width;
        var (values, counts) = (new double[users.Length * width], new int[users.Length * width]);
        foreach (var part in parts)
        {
            for (var user = 0; user < part._users.Length; user++)
            {
                var target = Array.BinarySearch(users, part._users[user]) * width;
                foreach (var value in part.RowOf(user))
                {
                    if (!double.IsNaN(value))
                    {
                        values[target] += value;
                        counts[target]++;
                    }

                    target++;
                }
            }
        }

        for (var at = 0; at < values.Length; at++)
            values[at] = counts[at] == 0 ? double.NaN : values[at] / counts[at];
        return new UserFigures(users, parts[0].Cutoffs, values);
    }

    /// <summary>Figures of a user: cutoffs × metrics.</summary>
    internal int Width => Cutoffs.Length * MetricCount;

    /// <summary>One metric of all users, in the order of <see cref="Users"/>; NaN where it is not defined.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The cutoff was not evaluated.</exception>
    public double[] Of(UserMetric metric, int cutoff)
    {
        var column = ColumnOf(metric, cutoff);
        var values = new double[_users.Length];
        for (var user = 0; user < values.Length; user++)
            values[user] = _values[(user * Width) + column];
        return values;
    }

    /// <summary>Mean over the users for whom the metric is defined; 0 where there is none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The cutoff was not evaluated.</exception>
    public double Mean(UserMetric metric, int cutoff) => Mean(metric, cutoff, _ => true);

    /// <summary>The same, over some of the users.</summary>
    /// <param name="metric">What.</param>
    /// <param name="cutoff">K.</param>
    /// <param name="include">Told the position in <see cref="Users"/>.</param>
    internal double Mean(UserMetric metric, int cutoff, Func<int, bool> include)
    {
        // In user order, so that the sums' bits repeat.
        var column = ColumnOf(metric, cutoff);
        var (sum, count) = (0.0, 0);
        for (var user = 0; user < _users.Length; user++)
        {
            var value = _values[(user * Width) + column];
            if (double.IsNaN(value) || !include(user))
                continue;
            sum += value;
            count++;
        }

        return count == 0 ? 0 : sum / count;
    }

    /// <summary>All figures: users × cutoffs × metrics, row-major.</summary>
    internal ReadOnlySpan<double> Values => _values;

    /// <summary>All figures of one user: cutoffs × metrics.</summary>
    internal ReadOnlySpan<double> RowOf(int user) => _values.AsSpan(user * Width, Width);

    /// <summary>Where a metric stands in a row.</summary>
    internal int ColumnOf(UserMetric metric, int cutoff)
    {
        var position = Cutoffs.IndexOf(cutoff);
        if (position < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(cutoff), cutoff, $"Evaluated were the cutoffs {string.Join(", ", Cutoffs)}.");
        }

        return (position * MetricCount) + (int)metric;
    }
}
