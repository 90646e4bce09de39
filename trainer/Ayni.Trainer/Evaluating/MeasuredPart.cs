using Ayni.Recommenders;

namespace Ayni.Trainer.Evaluating;

/// <summary>One model's figures in a fold or a window.</summary>
/// <param name="Part">Name of the part.</param>
/// <param name="Users">Users evaluated.</param>
/// <param name="TestPairs">Their test pairs.</param>
/// <param name="Metrics">Figures by name.</param>
internal sealed record MeasuredPart(string Part, int Users, int TestPairs, IReadOnlyDictionary<string, double> Metrics)
{
    public static MeasuredPart Of(EvaluationPart part, EvaluationReport report) =>
        new(part.Name, report.Users, report.TestPairs, MetricNames.Figures(report));
}
