using System.Globalization;
using Ayni.Training;

namespace Ayni.Trainer.Evaluating;

/// <summary>One model's figures.</summary>
/// <param name="Model">Name.</param>
/// <param name="FitSeconds">Time of the fit.</param>
/// <param name="MeasureSeconds">Time of ranking all items for all users asked.</param>
/// <param name="Metrics">Figures by name, such as "ndcg@10".</param>
/// <param name="Report">Users, pairs and candidates they are over.</param>
internal sealed record MeasuredModel(
    string Model,
    double FitSeconds,
    double MeasureSeconds,
    IReadOnlyDictionary<string, double> Metrics,
    [property: System.Text.Json.Serialization.JsonIgnore] EvaluationReport Report)
{
    public static MeasuredModel Of(EvaluationReport report, double fitSeconds, double measureSeconds)
    {
        var metrics = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var at in report.Metrics)
        {
            Add("precision", at, at.Precision);
            Add("recall", at, at.Recall);
            Add("map", at, at.Map);
            Add("ndcg", at, at.Ndcg);
            Add("hit_rate", at, at.HitRate);
            Add("mrr", at, at.Mrr);
            Add("coverage", at, at.Coverage);
        }

        return new MeasuredModel(
            report.Model, Math.Round(fitSeconds, 2), Math.Round(measureSeconds, 2), metrics, report);

        void Add(string name, RankingMetrics at, double value)
            => metrics.Add(string.Create(CultureInfo.InvariantCulture, $"{name}@{at.Cutoff}"), Math.Round(value, 6));
    }
}
