using Ayni.Recommenders;

namespace Ayni.Trainer.Evaluating;

/// <summary>What one model did in all parts so far.</summary>
internal sealed class ModelRun(string name)
{
    private readonly List<EvaluationReport> _reports = [];
    private readonly List<MeasuredPart> _parts = [];
    private double _fitSeconds;
    private double _measureSeconds;
    private EvaluationReport? _pooled;
    private ResampledMeans? _samples;

    public string Name => name;

    /// <summary>Figures over all parts.</summary>
    public EvaluationReport Pooled => _pooled ?? throw new InvalidOperationException("No samples were drawn.");

    /// <summary>Samples of the users of all parts.</summary>
    public ResampledMeans Samples => _samples ?? throw new InvalidOperationException("No samples were drawn.");

    public void Add(EvaluationPart part, EvaluationReport report, double fitSeconds, double measureSeconds)
    {
        _reports.Add(report);
        _parts.Add(MeasuredPart.Of(part, report));
        _fitSeconds += fitSeconds;
        _measureSeconds += measureSeconds;
    }

    public void Draw(SignificanceOptions options, CancellationToken cancellationToken)
    {
        _pooled = EvaluationReport.Pool(_reports);
        _samples = ResampledMeans.Of(_pooled.PerUser, options, cancellationToken);
    }

    public MeasuredModel Document() => new()
    {
        Model = name,
        FitSeconds = Math.Round(_fitSeconds, 2),
        MeasureSeconds = Math.Round(_measureSeconds, 2),
        Metrics = MetricNames.Figures(Pooled),
        Intervals = MetricNames.Intervals(Samples, Pooled.PerUser.Cutoffs),
        Segments = [.. Pooled.Segments.Select(MeasuredSegment.Of)],
        Parts = _parts.Count > 1 ? _parts : [],
    };
}
