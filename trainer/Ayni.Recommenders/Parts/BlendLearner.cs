using System.Runtime.ExceptionServices;
using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// Learns the weights of a linear blend on held-out pairs, one a user: coordinate search over a grid for the mean NDCG,
/// once from every part alone. Users are ranked within pools of each part's best; the judge ranks everything. A part is
/// left out unless it brings more than noise, and the best part alone is what a blend has to beat.
/// </summary>
public sealed class BlendLearner
{
    /// <summary>Most parts of a blend.</summary>
    public const int MaxParts = 16;

    /// <summary>
    /// Weights tried, in units in which a part's best score of a user is 1 in the mean.
    /// </summary>
    private static readonly double[] Grid = [0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 3, 5, 8];

    private readonly BlendLearningOptions _options;
    private readonly BlendPool[] _pools;
    private readonly double[] _units;
    private readonly ParallelOptions _parallel;

    private BlendLearner(BlendPool[] pools, int parts, BlendLearningOptions options, ParallelOptions parallel)
    {
        (_pools, _options, _parallel) = (pools, options, parallel);
        _units = [.. Enumerable.Range(0, parts).Select(UnitOf)];
    }

    /// <summary>Learns.</summary>
    /// <param name="parts">Fitted models; their order breaks ties.</param>
    /// <param name="train">Users × items; what a user has in it is no candidate.</param>
    /// <param name="heldOut">Users × items: at most one entry a user; those with one are learnt from.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="parallel">Threads; the weights do not depend on them. Its token stops the search.</param>
    /// <exception cref="ArgumentException">No part, or too many.</exception>
    public static LearnedBlend Learn(
        IReadOnlyList<IRecommender> parts, CsrMatrix train, CsrMatrix heldOut, BlendLearningOptions? options,
        ParallelOptions parallel)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(heldOut);
        if (parts.Count is 0 or > MaxParts)
            throw new ArgumentException($"A blend has 1 to {MaxParts} parts, not {parts.Count}.", nameof(parts));
        var chosen = (options ?? new BlendLearningOptions()).Validated();
        try
        {
            var pools = PoolsOf(parts, train, heldOut, chosen, parallel);
            return new BlendLearner(pools, parts.Count, chosen, parallel).Search();
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
            throw;
        }
    }

    private static BlendPool[] PoolsOf(
        IReadOnlyList<IRecommender> parts, CsrMatrix train, CsrMatrix heldOut, BlendLearningOptions options,
        ParallelOptions parallel)
    {
        var users = Enumerable.Range(0, heldOut.Rows).Where(user => heldOut.RowLength(user) > 0).ToArray();
        var isCandidate = Array.ConvertAll(train.ColumnCounts(), count => count > 0);
        var pools = new BlendPool[users.Length];
        Parallel.For(
            0, users.Length, parallel,
            () => (Scores: parts.Select(_ => new float[train.Columns]).ToArray(), Best: new TopK(options.PoolSize)),
            (place, _, scratch) =>
            {
                var target = heldOut.RowColumns(users[place])[0];
                for (var part = 0; part < parts.Count; part++)
                {
                    var scores = scratch.Scores[part];
                    parts[part].Score([users[place]], scores);
                    foreach (var item in train.RowColumns(users[place]))
                        scores[item] = float.NaN;
                    for (var item = 0; item < scores.Length; item++)
                        scores[item] = isCandidate[item] ? scores[item] : float.NaN;
                }

                pools[place] = BlendPool.Of(scratch.Scores, scratch.Best, target);
                return scratch;
            },
            _ => { });
        return pools;
    }

    private LearnedBlend Search()
    {
        var alone = Enumerable.Range(0, _units.Length).Select(Alone).ToArray();
        var best = alone.MaxBy(start => start.Mean)!;
        foreach (var start in alone)
        {
            var found = Climb(start);
            if (IsGain(found, best))
                best = found;
        }

        return new LearnedBlend(
            [.. best.Weights], best.Mean, [.. alone.Select(start => start.Mean)]);
    }

    private Trial Alone(int part)
    {
        var weights = new double[_units.Length];
        weights[part] = _units[part];
        return Try(weights);
    }

    /// <summary>Adds parts to a start and changes weights while that helps, then drops what is not missed.</summary>
    private Trial Climb(Trial start)
    {
        var best = start;
        for (var round = 0; round < _options.MaxRounds; round++)
        {
            var before = best;
            for (var part = 0; part < _units.Length; part++)
            {
                if (start.Weights[part] == 0 && _units[part] > 0)
                    best = Along(best, part);
            }

            if (ReferenceEquals(best, before))
                break;
        }

        for (var part = 0; part < _units.Length; part++)
        {
            if (best.Weights[part] == 0 || best.Weights.Count(weight => weight > 0) == 1)
                continue;
            var without = Try(With(best.Weights, part, 0));
            if (!IsGain(best, without))
                best = without;
        }

        return best;
    }

    private Trial Along(Trial from, int part)
    {
        var best = from;
        foreach (var step in Grid)
        {
            var trial = Try(With(from.Weights, part, step * _units[part]));
            if (trial.Mean > best.Mean && IsGain(trial, from))
                best = trial;
        }

        return best;
    }

    /// <summary>Whether one is better than another by more than noise.</summary>
    private bool IsGain(Trial trial, Trial than)
    {
        var gain = trial.Mean - than.Mean;
        if (gain <= 0)
            return false;
        var squares = 0.0;
        for (var user = 0; user < _pools.Length; user++)
        {
            var difference = trial.Gains[user] - than.Gains[user] - gain;
            squares += difference * difference;
        }

        return gain > _options.MinGainErrors * Math.Sqrt(squares) / _pools.Length;
    }

    private Trial Try(double[] weights)
    {
        var weighed = 0u;
        for (var part = 0; part < weights.Length; part++)
            weighed |= weights[part] > 0 ? 1u << part : 0;
        var gains = new double[_pools.Length];
        Parallel.For(0, _pools.Length, _parallel, user => gains[user] = GainOf(_pools[user], weights, weighed));
        var sum = 0.0;
        foreach (var gain in gains)
            sum += gain;
        return new Trial(weights, gains, sum / Math.Max(1, gains.Length));
    }

    private double GainOf(BlendPool pool, double[] weights, uint weighed)
    {
        var sums = new float[pool.Spoken.Length];
        for (var part = 0; part < weights.Length; part++)
        {
            if (weights[part] == 0)
                continue;
            var (weight, scores) = ((float)weights[part], pool.Scores[part]);
            for (var place = 0; place < sums.Length; place++)
                sums[place] += weight * scores[place];
        }

        var rank = pool.RankOf(sums, weighed);
        return rank == 0 || rank > _options.Cutoff ? 0 : 1 / Math.Log2(rank + 1);
    }

    private double UnitOf(int part)
    {
        var sum = 0.0;
        foreach (var pool in _pools)
            sum += pool.Scores[part].Max();
        return sum > 0 ? _pools.Length / sum : 0;
    }

    private static double[] With(double[] weights, int part, double weight)
    {
        var changed = weights.ToArray();
        changed[part] = weight;
        return changed;
    }

    private sealed record Trial(double[] Weights, double[] Gains, double Mean);
}
