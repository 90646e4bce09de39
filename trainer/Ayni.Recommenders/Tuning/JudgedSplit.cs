using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>
/// A validation split and the one figure that is read from it: full ranking as <see cref="Evaluator"/> does it, without
/// what a search has no use for.
/// </summary>
public sealed class JudgedSplit
{
    private readonly Questions _questions;
    private readonly bool _excludeSeen;
    private readonly int _threads;

    /// <summary>Makes a split ready to judge by.</summary>
    /// <param name="pairs">Train to fit on, test to judge by; never the test set of the final report.</param>
    /// <param name="metric">What is to be large.</param>
    /// <param name="excludeSeen">As <see cref="EvaluationOptions.ExcludeSeen"/>.</param>
    /// <param name="threads">As <see cref="EvaluationOptions.Threads"/>.</param>
    /// <exception cref="ArgumentException">There is no test pair to ask about.</exception>
    public JudgedSplit(TrainTestSplit pairs, TuningMetric metric, bool excludeSeen = true, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        (Train, Metric, _excludeSeen, _threads) = (pairs.Train, metric, excludeSeen, threads);
        _questions = Questions.Of(pairs.Train, pairs.Train, pairs.Test, excludeSeen);
        if (_questions.Users.Length == 0)
            throw new ArgumentException("The validation split asks nobody anything: hold out more.", nameof(pairs));
    }

    /// <summary>What models are fitted on; users × items.</summary>
    public CsrMatrix Train { get; }

    /// <summary>What is to be large.</summary>
    public TuningMetric Metric { get; }

    /// <summary>Users asked.</summary>
    public int Users => _questions.Users.Length;

    /// <summary>Pairs held out that can be asked about.</summary>
    public int TestPairs => _questions.Relevant.EntryCount;

    /// <summary>Mean of the figure over the users asked, of a model fitted on <see cref="Train"/>.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public double Judge(IRecommender model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        var lists = model.Recommend(
            _questions.Users, Metric.Cutoff, _excludeSeen ? Train : null, _questions.CandidateBits, _threads,
            cancellationToken);
        Span<double> figures = stackalloc double[UserMetrics.Count];

        // In user order, so that the sum's bits repeat.
        var sum = 0.0;
        for (var slot = 0; slot < lists.Length; slot++)
        {
            UserMetrics.Of(lists[slot], _questions.Relevant.RowColumns(_questions.Users[slot]), Metric.Cutoff, figures);
            sum += figures[(int)Metric.Metric];
        }

        return sum / lists.Length;
    }
}
