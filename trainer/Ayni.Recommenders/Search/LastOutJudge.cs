using System.Runtime.ExceptionServices;
using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// The one figure of a search: NDCG@10 of one held-out item a user, full ranking of all items of train without the
/// user's own; ties go to the lower index, as with <see cref="Evaluator"/>. A user whose item nobody met in train is
/// not asked.
/// </summary>
public sealed class LastOutJudge
{
    /// <summary>Cutoff of the figure.</summary>
    public const int Cutoff = 10;

    private readonly CsrMatrix _train;
    private readonly bool[] _isCandidate;
    private readonly int[] _users;
    private readonly int[] _targets;

    /// <param name="train">Users × items that a model is fitted on.</param>
    /// <param name="heldOut">Users × items: at most one entry a user, none of them in train.</param>
    public LastOutJudge(CsrMatrix train, CsrMatrix heldOut)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(heldOut);
        ArgumentOutOfRangeException.ThrowIfNotEqual(heldOut.Rows, train.Rows, nameof(heldOut));
        _train = train;
        _isCandidate = Array.ConvertAll(train.ColumnCounts(), count => count > 0);
        _users =
        [
            .. Enumerable.Range(0, heldOut.Rows)
                .Where(user => heldOut.RowLength(user) > 0 && _isCandidate[heldOut.RowColumns(user)[0]]),
        ];
        _targets = Array.ConvertAll(_users, user => heldOut.RowColumns(user)[0]);
    }

    /// <summary>Fills the scores of all items for one user; NaN where there is nothing to say.</summary>
    public delegate void UserScores(int user, Span<float> scores);

    /// <summary>Users asked.</summary>
    public int Users => _users.Length;

    /// <summary>Mean and its standard error; 0 where nobody is asked.</summary>
    /// <param name="score">Thread-safe.</param>
    /// <param name="parallel">Threads; the figure does not depend on them. Its token stops the judging.</param>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public (double Ndcg, double Error) Judge(UserScores score, ParallelOptions parallel)
    {
        ArgumentNullException.ThrowIfNull(score);
        ArgumentNullException.ThrowIfNull(parallel);
        var gains = new double[_users.Length];
        try
        {
            Parallel.For(
                0, _users.Length, parallel,
                () => new float[_train.Columns],
                (place, _, scores) =>
                {
                    score(_users[place], scores);
                    gains[place] = GainOf(place, scores);
                    return scores;
                },
                _ => { });
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        return MeanOf(gains);
    }

    private double GainOf(int place, float[] scores)
    {
        var target = _targets[place];
        var own = scores[target];
        if (float.IsNaN(own))
            return 0;
        foreach (var item in _train.RowColumns(_users[place]))
            scores[item] = float.NaN;
        var rank = 1;
        for (var item = 0; item < scores.Length && rank <= Cutoff; item++)
        {
            if (_isCandidate[item] && (scores[item] > own || (scores[item] == own && item < target)))
                rank++;
        }

        return rank > Cutoff ? 0 : 1 / Math.Log2(rank + 1);
    }

    /// <summary>In the order of users, so that the sums' bits repeat.</summary>
    private static (double Mean, double Error) MeanOf(double[] gains)
    {
        if (gains.Length == 0)
            return (0, 0);
        var (sum, squares) = (0.0, 0.0);
        foreach (var gain in gains)
            sum += gain;
        var mean = sum / gains.Length;
        foreach (var gain in gains)
            squares += (gain - mean) * (gain - mean);
        return (mean, Math.Sqrt(squares) / gains.Length);
    }
}
