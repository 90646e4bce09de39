using System.Globalization;
using Ayni.Domain.Interactions;
using Ayni.Recommenders;
using Ayni.Trainer.Evaluating;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Drifting;

/// <summary>
/// Fits every model before each window on all that came until then, and asks it in that window and in all later ones.
/// Shoppers' histories are always those up to the window asked in, folded into the model, as serving does: what ages is
/// what a run of training makes, not what is known of a shopper. Products that came after the model are candidates that
/// it says nothing of.
/// </summary>
internal sealed class DriftStudy(
    ComparedRecommenders recommenders, EvaluationOptions evaluation, SignificanceOptions significance)
{
    private const int Cutoff = 10;

    private readonly EvaluationOptions _evaluation = evaluation with { Cutoffs = [Cutoff] };

    /// <summary>Studies all models.</summary>
    /// <param name="windows">Oldest first, with products numbered alike.</param>
    /// <param name="period">Length of a window.</param>
    /// <param name="progress">Told of fits and questions.</param>
    /// <param name="cancellationToken">Stops the study.</param>
    public DriftDocument Run(
        IReadOnlyList<EvaluationPart> windows,
        TimeSpan period,
        IProgress<StepProgress> progress,
        CancellationToken cancellationToken)
    {
        var users = new int[windows.Count];
        var models = recommenders.Names
            .Select(name => Age(name, windows, period, users, progress, cancellationToken)).ToArray();
        var positives = windows[0].Facts.Positives ?? Positives.NameOf(PositiveKind.Any);
        return new DriftDocument
        {
            Protocol = string.Create(
                CultureInfo.InvariantCulture,
                $"{windows.Count} windows of {TestLength.Show(period)}. Before each, models are trained on all that "
                + $"came until then, and asked in it and in all later ones, from shoppers' histories up to the window. "
                + $"Right answers: {positives} of products that the shopper had not met."),
            Positives = positives,
            WindowDays = Math.Round(period.TotalDays, 3),
            Windows =
            [
                .. windows.Select((window, place) => new DriftWindow(
                    window.Facts.Cutoff, users[place], window.Train.EntryCount)),
            ],
            Models = models,
            Best = models.MaxBy(model => model.Ages[0].Ndcg)!.Model,
        };
    }

    private AgeingModel Age(
        string name, IReadOnlyList<EvaluationPart> windows, TimeSpan period, int[] users,
        IProgress<StepProgress> progress, CancellationToken cancellationToken)
    {
        // By the model's window, then by how many windows later it was asked.
        var asked = new List<List<UserFigures>>();
        for (var made = 0; made < windows.Count; made++)
        {
            var step = $"{name} before window {made + 1} of {windows.Count}";
            var model = recommenders.Create(name, windows[made], $"Fitting {step}", progress);
            model.Fit(windows[made].Train, cancellationToken);
            var later = new List<UserFigures>();
            for (var place = made; place < windows.Count; place++)
            {
                progress.Report(new StepProgress(
                    $"Asking {step}", (double)(place - made) / (windows.Count - made), place - made, "windows"));
                later.Add(windows[place].Measure(model, _evaluation, cancellationToken).PerUser);
                users[place] = later[^1].Users.Length;
            }

            asked.Add(later);
        }

        var ages = Enumerable.Range(0, windows.Count)
            .Select(age => Figures(asked, age, period, cancellationToken)).ToArray();
        return new AgeingModel(name, ages, AgeVerdict.Of(name, ages));
    }

    private AgedFigures Figures(
        List<List<UserFigures>> asked, int age, TimeSpan period, CancellationToken cancellationToken)
    {
        var count = asked.Count - age;
        var aged = UserFigures.Pool([.. asked.Take(count).Select(later => later[age])]);
        var fresh = UserFigures.Pool([.. asked.Skip(age).Select(later => later[0])]);
        var (ofAged, ofFresh) = (
            ResampledMeans.Of(aged, significance, cancellationToken),
            ResampledMeans.Of(fresh, significance, cancellationToken));
        return new AgedFigures(
            Math.Round((age * period).TotalDays, 3),
            count,
            aged.Users.Length,
            Math.Round(aged.Mean(UserMetric.Ndcg, Cutoff), 6),
            ofAged.IntervalOf(UserMetric.Ndcg, Cutoff),
            Math.Round(fresh.Mean(UserMetric.Ndcg, Cutoff), 6),
            ofAged.DifferenceFrom(ofFresh, UserMetric.Ndcg, Cutoff));
    }
}
