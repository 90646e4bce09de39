using System.Collections.Immutable;
using System.Globalization;
using Ayni.Recommenders;

namespace Ayni.Grains.Training;

/// <summary>
/// What is published: the blend, or popularity where nothing tells the blend from it (sign-flip test of the users'
/// NDCG).
/// </summary>
internal static class Verdict
{
    /// <summary>Chance of a difference by chance alone under which it is believed.</summary>
    public const double Significance = 0.05;

    /// <summary>Decides.</summary>
    /// <param name="parts">Names of the parts, popularity among them, with the weights learnt.</param>
    /// <param name="reports">All that was measured, blend and popularity among it.</param>
    /// <param name="isFew">Whether users are few, so that both halves were judged.</param>
    /// <param name="cancellationToken">Stops the drawing of samples.</param>
    public static Judgement Of(
        IReadOnlyList<(string Part, double Weight)> parts, IReadOnlyList<EvaluationReport> reports, bool isFew,
        CancellationToken cancellationToken)
    {
        var metrics = ImmutableDictionary.CreateBuilder<string, double>();
        foreach (var report in reports)
            Add(metrics, report, cancellationToken);
        var blend = reports.Single(report => report.Model == MetricKeys.Blend);
        var popularity = reports.Single(report => report.Model == PartNames.Popularity);
        var test = PairedTest.Of(
            blend.PerUser, popularity.PerUser, UserMetric.Ndcg, MetricKeys.DecidingCutoff,
            new SignificanceOptions { Threads = 1 });
        var isPersonal = test is { Difference: > 0, PValue: < Significance };
        foreach (var (part, weight) in parts)
        {
            metrics.Add(
                MetricKeys.WeightOf(part),
                isPersonal ? weight : part == PartNames.Popularity ? 1 : 0);
        }

        metrics.Add(MetricKeys.JudgedUsers, blend.Users);
        metrics.Add(MetricKeys.PValue, test.PValue);
        string?[] said =
        [
            isPersonal ? null : MessageOf(parts, reports, blend, popularity, test.PValue),
            isFew ? FewOf(blend.Users) : null,
        ];
        return new Judgement(
            metrics.ToImmutable(), said.Any(text => text is not null) ? string.Join(" ", said.OfType<string>()) : null);
    }

    /// <summary>Whether something else than popularity is to be published.</summary>
    public static bool IsPersonal(ImmutableDictionary<string, double> metrics) =>
        MetricKeys.WeightsOf(metrics).Any(weight => weight.Value > 0 && weight.Key != PartNames.Popularity);

    private static string FewOf(int users) => string.Create(
        CultureInfo.InvariantCulture,
        $"{users} judged users are few: the figures are of two-fold cross-validation over users, and rough.");

    private static string MessageOf(
        IReadOnlyList<(string Part, double Weight)> parts, IReadOnlyList<EvaluationReport> reports,
        EvaluationReport blend, EvaluationReport popularity, double pValue)
    {
        var best = reports
            .Where(report => report.Model == MetricKeys.Blend || parts.Any(part => part.Part == report.Model))
            .MaxBy(Ndcg)!;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Popularity is published: nothing tells a personal model from it on {blend.Users} judged users. "
            + $"ndcg@{MetricKeys.DecidingCutoff}: {popularity.Model} {Ndcg(popularity):F4}, blend {Ndcg(blend):F4} "
            + $"(p {pValue:F3}), best {best.Model} {Ndcg(best):F4}. Collect more interactions, raise JudgedShare, or "
            + $"look for better options with tune.");
    }

    private static double Ndcg(EvaluationReport report) => report.At(MetricKeys.DecidingCutoff).Ndcg;

    private static void Add(
        ImmutableDictionary<string, double>.Builder metrics, EvaluationReport report,
        CancellationToken cancellationToken)
    {
        foreach (var at in report.Metrics)
        {
            metrics.Add($"{report.Model}.ndcg@{at.Cutoff}", at.Ndcg);
            metrics.Add($"{report.Model}.recall@{at.Cutoff}", at.Recall);
            metrics.Add($"{report.Model}.precision@{at.Cutoff}", at.Precision);
            metrics.Add($"{report.Model}.map@{at.Cutoff}", at.Map);
            metrics.Add($"{report.Model}.coverage@{at.Cutoff}", at.Coverage);
        }

        var interval = ResampledMeans.Of(report.PerUser, new SignificanceOptions { Threads = 1 }, cancellationToken)
            .IntervalOf(UserMetric.Ndcg, MetricKeys.DecidingCutoff);
        metrics.Add($"{report.Model}.ndcg@{MetricKeys.DecidingCutoff}.low", interval.Low);
        metrics.Add($"{report.Model}.ndcg@{MetricKeys.DecidingCutoff}.high", interval.High);
    }
}
