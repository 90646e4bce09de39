using System.Collections.Immutable;
using System.Globalization;
using Ayni.Recommenders;

namespace Ayni.Grains.Training;

/// <summary>
/// Whether what is to be published may replace what answers now: not if it is worse by more than the interval of their
/// difference says. Both are asked for the same pairs, which neither was trained on, among the products both know.
/// </summary>
internal static class ActiveComparison
{
    /// <summary>With fewer users nothing is refused: chance is larger than any difference.</summary>
    public const int MinUsers = 50;

    /// <summary>The judgement with the comparison in its metrics and, where need be, its message.</summary>
    /// <param name="judgement">Of what is to be published.</param>
    /// <param name="published">What is to be published, measured on the compared pairs.</param>
    /// <param name="active">The active version, measured on the same.</param>
    /// <param name="version">Its id.</param>
    /// <param name="force">Whether it is replaced however bad the other is.</param>
    /// <param name="cancellationToken">Stops the drawing of samples.</param>
    /// <exception cref="ModelRefusedException">Worse by more than chance; the message has the figures.</exception>
    public static Judgement Of(
        Judgement judgement, UserFigures published, UserFigures active, string version, bool force,
        CancellationToken cancellationToken)
    {
        double[] own = published.Of(UserMetric.Ndcg, MetricKeys.DecidingCutoff);
        double[] other = active.Of(UserMetric.Ndcg, MetricKeys.DecidingCutoff);
        var difference = ResampledFigure.Of(
            [.. own.Zip(other, (one, before) => one - before)], new SignificanceOptions { Threads = 1 },
            cancellationToken);
        var interval = difference.Interval;
        var metrics = judgement.Metrics.AddRange(new Dictionary<string, double>
        {
            [MetricKeys.ComparedUsers] = own.Length,
            [MetricKeys.ComparedNew] = own.Average(),
            [MetricKeys.ComparedActive] = other.Average(),
            [MetricKeys.ComparedDifference] = difference.Mean,
            [MetricKeys.ComparedDifference + ".low"] = interval.Low,
            [MetricKeys.ComparedDifference + ".high"] = interval.High,
        });
        var said = Text(metrics, version);
        if (interval.High >= 0 || difference.Mean >= 0)
            return judgement with { Metrics = metrics };
        if (own.Length < MinUsers)
            return Joined(judgement, metrics, $"{said} So few shoppers refuse nothing.");
        return force
            ? Joined(judgement, metrics, $"{said} It is published all the same, as asked.")
            : throw new ModelRefusedException(
                $"{said} The active version stays. Train with other options or more interactions, or publish it all "
                + "the same with --force (over HTTP force: true).",
                metrics);
    }

    private static string Text(ImmutableDictionary<string, double> metrics, string version) => string.Create(
        CultureInfo.InvariantCulture,
        $"Worse than the active version {version}: ndcg@{MetricKeys.DecidingCutoff} "
        + $"{metrics[MetricKeys.ComparedNew]:F4} against {metrics[MetricKeys.ComparedActive]:F4}, difference "
        + $"{metrics[MetricKeys.ComparedDifference]:F4} [{metrics[MetricKeys.ComparedDifference + ".low"]:F4}, "
        + $"{metrics[MetricKeys.ComparedDifference + ".high"]:F4}] on {metrics[MetricKeys.ComparedUsers]:F0} shoppers "
        + $"by products that neither was trained on.");

    private static Judgement Joined(
        Judgement judgement, ImmutableDictionary<string, double> metrics, string message) =>
        new(metrics, judgement.Message is { } before ? $"{message} {before}" : message);
}
