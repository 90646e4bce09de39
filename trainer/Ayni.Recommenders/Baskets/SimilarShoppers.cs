using System.Collections.Concurrent;
using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// The mean profile of the users most like one (TIFU-kNN, Hu et al. 2020), weighed by likeness: the cosine of the
/// profiles, an item counting the root of ln(1 + users / users with it). Thread-safe.
/// </summary>
internal sealed class SimilarShoppers
{
    private readonly CsrMatrix _profiles;
    private readonly CsrMatrix _directions;
    private readonly CsrMatrix _byItem;
    private readonly int _neighbours;
    private readonly ConcurrentBag<Scratch> _free = [];

    /// <param name="profiles">Users × items.</param>
    /// <param name="neighbours">Users that count.</param>
    public SimilarShoppers(CsrMatrix profiles, int neighbours)
    {
        (_profiles, _neighbours) = (profiles, neighbours);
        _directions = DirectionsOf(profiles);
        _byItem = _directions.Transpose();
    }

    /// <summary>Adds the mean profile to scores; nothing where nobody shares an item.</summary>
    public void AddTo(int user, double weight, Span<float> scores)
    {
        var scratch = _free.TryTake(out var used) ? used : new Scratch(_profiles.Rows, _neighbours);
        var total = 0.0;
        var nearest = Nearest(user, scratch);
        foreach (var other in nearest)
            total += other.Score;
        foreach (var other in nearest)
        {
            var share = (float)(weight * other.Score / total);
            var items = _profiles.RowColumns(other.Index);
            var values = _profiles.RowValues(other.Index);
            for (var entry = 0; entry < items.Length; entry++)
                scores[items[entry]] += share * values[entry];
        }

        _free.Add(scratch);
    }

    private ScoredIndex[] Nearest(int user, Scratch scratch)
    {
        var items = _directions.RowColumns(user);
        var values = _directions.RowValues(user);
        for (var entry = 0; entry < items.Length; entry++)
        {
            var others = _byItem.RowColumns(items[entry]);
            var theirs = _byItem.RowValues(items[entry]);
            for (var place = 0; place < others.Length; place++)
                scratch.Cosines.Add(others[place], values[entry] * theirs[place]);
        }

        foreach (var other in scratch.Cosines.Touched)
        {
            if (other != user)
                scratch.Best.Offer(other, (float)scratch.Cosines[other]);
        }

        scratch.Cosines.Clear();
        return scratch.Best.Drain();
    }

    private static CsrMatrix DirectionsOf(CsrMatrix profiles)
    {
        var counts = profiles.ColumnCounts();
        var values = profiles.Values.ToArray();
        for (var user = 0; user < profiles.Rows; user++)
        {
            var squares = 0.0;
            for (var entry = profiles.RowStarts[user]; entry < profiles.RowStarts[user + 1]; entry++)
            {
                var owners = counts[profiles.ColumnIndices[entry]];
                values[entry] *= (float)Math.Sqrt(Math.Log(1 + ((double)profiles.Rows / owners)));
                squares += (double)values[entry] * values[entry];
            }

            for (var entry = profiles.RowStarts[user]; entry < profiles.RowStarts[user + 1]; entry++)
                values[entry] = (float)(values[entry] / Math.Sqrt(squares));
        }

        return new CsrMatrix(
            profiles.Rows, profiles.Columns, profiles.RowStarts.ToArray(), profiles.ColumnIndices.ToArray(), values);
    }

    private sealed class Scratch(int users, int neighbours)
    {
        public SparseSums Cosines { get; } = new(users);

        public TopK Best { get; } = new(neighbours);
    }
}
