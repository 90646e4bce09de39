using System.Runtime.ExceptionServices;
using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// Bayesian personalised ranking of factors and item biases (Rendle et al. 2009): stochastic gradient steps that put an
/// item a user met above one they did not, drawn evenly. A pair is met where its weight is over 0; how much over does
/// not count. Learnt by steps, no score falls apart into parts by past item: explanations are empty.
/// </summary>
/// <param name="options">Options; null for the defaults.</param>
/// <param name="threads">Threads of the fit, of which it uses at most eight; 0 for one a processor.</param>
/// <param name="progress">Told the share of the fit that is done, up to 1.</param>
public sealed class BprRecommender(
    BprOptions? options = null, int threads = 0, IProgress<double>? progress = null) : IRecommender
{
    /// <summary>Draws before an item of a history is passed over: the history holds nearly all items.</summary>
    private const int MaxDraws = 64;

    private readonly BprOptions _options = (options ?? new BprOptions()).Validated();
    private BprFactors? _factors;

    /// <inheritdoc/>
    public string Name => "bpr";

    /// <inheritdoc/>
    public int Items => _factors?.Biases.Length ?? 0;

    /// <inheritdoc/>
    /// <exception cref="DivergenceException">A factor is not finite.</exception>
    public void Fit(CsrMatrix weights, CancellationToken cancellationToken = default)
    {
        _factors = null;
        InvalidWeightException.ThrowIfAny(weights);
        var met = EntrySelection.Of(weights, entry => weights.Values[entry] > 0);
        var factors = new BprFactors(met.Rows, met.Columns, _options);
        var epochs = new BprEpochs(met, factors, _options.Seed);
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads,
            CancellationToken = cancellationToken,
        };
        try
        {
            for (var epoch = 0; epoch < _options.Epochs; epoch++)
            {
                epochs.Run(epoch, parallel);
                factors.RequireFinite(epoch + 1);
                progress?.Report((epoch + 1.0) / _options.Epochs);
            }
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }

        ForgetUsersOfNothing(met, factors);
        _factors = factors;
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<int> users, Span<float> scores)
    {
        var factors = Fitted();
        var rank = _options.Rank;
        var queries = new float[users.Length * rank];
        for (var slot = 0; slot < users.Length; slot++)
            factors.Users.AsSpan(users[slot] * rank, rank).CopyTo(queries.AsSpan(slot * rank));
        Score(factors, queries, scores);
    }

    /// <inheritdoc/>
    public void ScoreHistories(CsrMatrix histories, ReadOnlySpan<int> rows, Span<float> scores)
    {
        var factors = Fitted();
        Histories.Require(histories, rows, Items);
        var rank = _options.Rank;
        var queries = new float[rows.Length * rank];
        for (var slot = 0; slot < rows.Length; slot++)
            FoldIn(factors, histories, rows[slot], queries.AsSpan(slot * rank, rank));
        Score(factors, queries, scores);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ScoredIndex> Explain(int user, int item)
    {
        Histories.RequirePair(user, Fitted().Users.Length / _options.Rank, item, Items);
        return [];
    }

    private void Score(BprFactors factors, float[] queries, Span<float> scores)
    {
        ScoreScan.Scores(queries, factors.Items, _options.Rank, scores);
        for (var first = 0; first < scores.Length; first += factors.Biases.Length)
        {
            for (var item = 0; item < factors.Biases.Length; item++)
                scores[first + item] += factors.Biases[item];
        }
    }

    /// <summary>
    /// The same steps with the items fixed, from 0: a function of the history and the seed, whatever its row.
    /// </summary>
    private void FoldIn(BprFactors factors, CsrMatrix histories, int row, Span<float> factor)
    {
        var weights = histories.RowValues(row);
        var met = new List<int>(weights.Length);
        for (var entry = 0; entry < weights.Length; entry++)
        {
            if (weights[entry] > 0)
                met.Add(histories.RowColumns(row)[entry]);
        }

        var random = new SplitMix64(_options.Seed, -1);
        for (var step = 0; step < met.Count * _options.FoldInEpochs; step++)
        {
            var item = met[random.Next(met.Count)];
            for (var draw = 0; draw < MaxDraws; draw++)
            {
                var other = random.Next(Items);
                if (met.BinarySearch(other) >= 0)
                    continue;
                factors.StepUser(factor, item, other);
                break;
            }
        }
    }

    /// <summary>No step ever touched them; left with a bias alone, they get what is popular.</summary>
    private void ForgetUsersOfNothing(CsrMatrix met, BprFactors factors)
    {
        for (var user = 0; user < met.Rows; user++)
        {
            if (met.RowLength(user) == 0)
                factors.Users.AsSpan(user * _options.Rank, _options.Rank).Clear();
        }
    }

    private BprFactors Fitted() => _factors ?? throw new InvalidOperationException("BPR was not fitted.");
}
