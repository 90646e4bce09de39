using Ayni.Recommenders;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Evaluating;

/// <summary>Fits and measures one model after the other on each part of a split, and compares them.</summary>
internal sealed class ModelComparison(
    TimeProvider time,
    ComparedRecommenders recommenders,
    EvaluationOptions evaluation,
    SignificanceOptions significance)
{
    /// <summary>What decides which model is best: <see cref="EvaluateDocument.Judge"/>.</summary>
    private static readonly (UserMetric Metric, string Name, int Cutoff) Judge = (UserMetric.Ndcg, "ndcg", 10);

    public async Task<EvaluateDocument> RunAsync(
        IAsyncEnumerable<EvaluationPart> parts, IProgress<StepProgress> progress, CancellationToken cancellationToken)
    {
        var runs = recommenders.Names.Select(name => new ModelRun(name)).ToList();
        var facts = new List<SplitFacts>();
        await foreach (var part in parts.WithCancellation(cancellationToken))
        {
            facts.Add(part.Facts);
            foreach (var run in runs)
                Measure(run, part, progress, cancellationToken);
        }

        progress.Report(new StepProgress("Drawing samples of users", 0, 0, "models"));
        foreach (var run in runs)
            run.Draw(significance, cancellationToken);
        progress.Report(new StepProgress("Drawing samples of users", 1, runs.Count, "models"));
        return EvaluateDocument.Of(facts, evaluation, significance, recommenders, runs, Compare(runs));
    }

    private void Measure(
        ModelRun run, EvaluationPart part, IProgress<StepProgress> progress, CancellationToken cancellationToken)
    {
        var clock = new StepClock(time);
        var measure = Fit(run.Name, part, progress, cancellationToken);
        var fitSeconds = clock.Elapsed.TotalSeconds;
        var step = $"Measuring {run.Name} ({part.Name})";
        progress.Report(new StepProgress(step, 0, 0, "users"));
        var report = measure();
        progress.Report(new StepProgress(step, 1, report.Users, "users"));
        run.Add(part, report, fitSeconds, clock.Elapsed.TotalSeconds - fitSeconds);
    }

    /// <summary>Fits a model, and says how to measure it.</summary>
    private Func<EvaluationReport> Fit(
        string name, EvaluationPart part, IProgress<StepProgress> progress, CancellationToken cancellationToken)
    {
        var step = $"Fitting {name} ({part.Name})";
        if (part.Sequences is { } split && recommenders.Sequences is { } models)
        {
            var ordered = models.Create(name, unordered => recommenders.Create(unordered, part, step, progress));
            ordered.Fit(split.Fitted, cancellationToken);
            return () => SequenceEvaluator.Evaluate(ordered, split, evaluation, cancellationToken);
        }

        var model = recommenders.Create(name, part, step, progress);
        model.Fit(part.Train, cancellationToken);
        return () => part.Measure(model, evaluation, cancellationToken);
    }

    /// <summary>All models with the first, and the best with all others.</summary>
    private List<ModelDifference> Compare(List<ModelRun> runs)
    {
        var best = runs.MaxBy(run => run.Pooled.PerUser.Mean(Judge.Metric, Judge.Cutoff))!;
        var pairs = runs.Skip(1).Select(run => (Model: run, Baseline: runs[0]))
            .Concat(runs.Where(run => run != best).Select(run => (Model: best, Baseline: run)))
            .Distinct();
        return
        [
            .. pairs.SelectMany(pair => new[]
            {
                Difference(pair.Model, pair.Baseline, Judge),
                Difference(pair.Model, pair.Baseline, (UserMetric.Recall, "recall", evaluation.Cutoffs[^1])),
            }),
        ];
    }

    private ModelDifference Difference(
        ModelRun model, ModelRun baseline, (UserMetric Metric, string Name, int Cutoff) figure)
    {
        var test = PairedTest.Of(
            model.Pooled.PerUser, baseline.Pooled.PerUser, figure.Metric, figure.Cutoff, significance);
        return new ModelDifference(
            model.Name,
            baseline.Name,
            MetricNames.Name(figure.Name, figure.Cutoff),
            MetricNames.Rounded(test.Difference),
            MetricNames.Rounded(model.Samples.DifferenceFrom(baseline.Samples, figure.Metric, figure.Cutoff)),
            MetricNames.Rounded(test.PValue),
            test.Better,
            test.Worse);
    }
}
