using Ayni.Domain.Errors;
using Ayni.Numerics;
using Ayni.Recommenders;
using Ayni.Trainer.Evaluating;

namespace Ayni.Trainer.ColdStarting;

/// <summary>Measures rankings by the evaluator that all models share.</summary>
internal sealed class ColdStartReport(EvaluationOptions evaluation, SignificanceOptions significance)
{
    /// <summary>Measures some rankings on the same questions; the first is the one to beat.</summary>
    /// <param name="among">What the candidates are.</param>
    /// <param name="models">Rankings.</param>
    /// <param name="candidates">
    /// Users × items: an item with an entry is a candidate, but not for the users who have it.
    /// </param>
    /// <param name="test">Users × items to find.</param>
    /// <param name="cancellationToken">Stops the measurement.</param>
    public ColdStartTable Of(
        string among,
        IReadOnlyList<IRecommender> models,
        CsrMatrix candidates,
        CsrMatrix test,
        CancellationToken cancellationToken)
    {
        EvaluationReport[] reports =
            [.. models.Select(model => Evaluator.Evaluate(model, candidates, test, evaluation, cancellationToken))];
        if (reports[0].Users == 0)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                "Nobody is left to ask: give a longer --test-days, a larger --hidden-share or more data.");
        }

        return new ColdStartTable
        {
            Among = among,
            Candidates = reports[0].CandidateItems,
            Users = reports[0].Users,
            TestPairs = reports[0].TestPairs,
            Models = [.. reports.Select(report => Measured(report, reports[0], cancellationToken))],
        };
    }

    private ColdStartModel Measured(
        EvaluationReport report, EvaluationReport baseline, CancellationToken cancellationToken)
    {
        var cutoff = evaluation.Cutoffs[^1];
        var samples = ResampledMeans.Of(report.PerUser, significance, cancellationToken);
        return new ColdStartModel
        {
            Model = report.Model,
            Recall = MetricNames.Rounded(report.At(cutoff).Recall),
            RecallInterval = MetricNames.Rounded(samples.IntervalOf(UserMetric.Recall, cutoff)),
            Ndcg = MetricNames.Rounded(report.At(cutoff).Ndcg),
            NdcgInterval = MetricNames.Rounded(samples.IntervalOf(UserMetric.Ndcg, cutoff)),
            PValue = report == baseline
                ? null
                : MetricNames.Rounded(PairedTest.Of(
                    report.PerUser, baseline.PerUser, UserMetric.Recall, cutoff, significance).PValue),
        };
    }
}
