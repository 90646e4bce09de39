using Ayni.Recommenders;

namespace Ayni.Trainer.Evaluating;

/// <summary>One model's figures for a part of the users or of the items.</summary>
/// <param name="Segment">Which.</param>
/// <param name="Users">Users evaluated.</param>
/// <param name="TestPairs">Their test pairs in the segment.</param>
/// <param name="Metrics">Figures by name.</param>
internal sealed record MeasuredSegment(
    Segment Segment, int Users, int TestPairs, IReadOnlyDictionary<string, double> Metrics)
{
    public static MeasuredSegment Of(SegmentReport report) =>
        new(report.Segment, report.Users, report.TestPairs, MetricNames.Figures(report));
}
