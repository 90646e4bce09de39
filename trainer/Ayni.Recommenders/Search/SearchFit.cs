using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// What a search of options fits on and is judged by: a matrix with one item less of each judged user. A trial is a
/// function of it and of options alone, the same bits for any number of threads.
/// </summary>
public sealed class SearchFit
{
    /// <summary>Sweeps without a better figure after which a trial of ALS stops.</summary>
    public const int Patience = 2;

    private readonly LastOutJudge _judge;
    private readonly CsrMatrix _weights;

    /// <param name="confidences">Users × items, with the held-out pairs in it.</param>
    /// <param name="heldOut">Users × items: at most one pair a user, taken out here.</param>
    /// <param name="options">Options by which weights became confidences.</param>
    /// <param name="isFitted">Which users are fitted on, those with a held-out pair among them; null for all.</param>
    public SearchFit(
        CsrMatrix confidences, CsrMatrix heldOut, ImplicitAlsOptions options, IReadOnlyList<bool>? isFitted = null)
    {
        ArgumentNullException.ThrowIfNull(confidences);
        ArgumentNullException.ThrowIfNull(heldOut);
        ArgumentNullException.ThrowIfNull(options);
        var weights = Confidence.Unscaled(confidences, options);
        _weights = Without(weights, heldOut, isFitted);
        Confidences = Rescaled(_weights, options);
        _judge = new LastOutJudge(_weights, heldOut);
    }

    /// <summary>What ALS is fitted on.</summary>
    public CsrMatrix Confidences { get; }

    /// <summary>Users asked.</summary>
    public int Users => _judge.Users;

    /// <summary>Fits ALS and judges it after each sweep, until so many bring nothing better.</summary>
    /// <param name="options">All options; the sweeps are the most that are made.</param>
    /// <param name="areSweepsFixed">Whether all sweeps are made and the last one alone judged.</param>
    /// <param name="parallel">Threads; its token stops the trial.</param>
    /// <exception cref="NormalEquationException">The options lead to no usable model.</exception>
    public SearchFigure TryAls(ImplicitAlsOptions options, bool areSweepsFixed, ParallelOptions parallel)
    {
        ArgumentNullException.ThrowIfNull(options);
        var scales = PopularityScale.Of(_weights, options.PopularityExponent);
        var (best, made, isStale) = (new SearchFigure(double.NegativeInfinity, 0, 0), 0, false);
        var last = ImplicitAls.Fit(Confidences, options, GoesOn, parallel);
        if (!isStale)
            See(last, options.Sweeps);
        return best;

        bool GoesOn(ImplicitAlsModel model)
        {
            made++;
            if (areSweepsFixed)
                return true;
            See(model, made);
            isStale = made - best.Sweeps >= Patience;
            return !isStale;
        }

        void See(ImplicitAlsModel model, int sweeps)
        {
            var (ndcg, error) = _judge.Judge(
                (user, scores) =>
                {
                    ScoreScan.Scores(
                        model.UserFactors.AsSpan(user * model.Rank, model.Rank), model.ItemFactors, model.Rank, scores);
                    PopularityScale.Apply(scores, scales);
                },
                parallel);
            if (ndcg > best.Ndcg)
                best = new SearchFigure(ndcg, error, sweeps);
        }
    }

    /// <summary>Fits EASE and judges it.</summary>
    /// <param name="options">Its options.</param>
    /// <param name="parallel">Threads; its token stops the trial.</param>
    /// <exception cref="NotPositiveDefiniteException">λ is too small for the weights.</exception>
    public SearchFigure TryEase(EaseOptions options, ParallelOptions parallel)
    {
        var model = new EaseRecommender(options);
        model.Fit(_weights, parallel);
        var (ndcg, error) = _judge.Judge((user, scores) => model.Score([user], scores), parallel);
        return new SearchFigure(ndcg, error, 0);
    }

    private static CsrMatrix Without(CsrMatrix weights, CsrMatrix heldOut, IReadOnlyList<bool>? isFitted)
    {
        var user = 0;
        return EntrySelection.Of(weights, entry =>
        {
            while (weights.RowStarts[user + 1] <= entry)
                user++;
            return isFitted?[user] != false && !heldOut.Contains(user, weights.ColumnIndices[entry]);
        });
    }

    /// <summary>Confidences of unscaled ones; a user's scale goes by the pairs that are left.</summary>
    private static CsrMatrix Rescaled(CsrMatrix weights, ImplicitAlsOptions options)
    {
        var confidences = new float[weights.EntryCount];
        for (var user = 0; user < weights.Rows; user++)
        {
            var scale = (float)Confidence.ScaleOf(options, weights.RowLength(user));
            for (var entry = weights.RowStarts[user]; entry < weights.RowStarts[user + 1]; entry++)
                confidences[entry] = weights.Values[entry] * scale;
        }

        return new CsrMatrix(
            weights.Rows, weights.Columns, weights.RowStarts.ToArray(), weights.ColumnIndices.ToArray(), confidences);
    }
}
