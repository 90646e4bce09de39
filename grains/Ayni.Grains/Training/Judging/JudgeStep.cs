using System.Collections.Immutable;
using Ayni.Domain.Interactions;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Models;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Training;

/// <summary>
/// The step of a run that looks at the final factors, learns the weights of the parts on one half of the held-out pairs
/// and measures blend, parts, popularity and the active version on the other. Full ranking of all products, each judged
/// user's own left out.
/// </summary>
public sealed class JudgeStep(RunServices services)
{
    /// <summary>Measures the model.</summary>
    /// <exception cref="ModelRefusedException">It must not be published; the message says why.</exception>
    public async Task<Judgement> RunAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var users = await services.Factors.ReadAsync(plan, plan.HalfSweeps - 1, cancellationToken);
        var fixedItems = await services.Factors.GetSideAsync(plan, plan.HalfSweeps - 2, cancellationToken);
        var items = fixedItems.Factors.ToArray();
        await RequireFiniteAsync(plan, FactorSide.Users, users, cancellationToken);
        await RequireFiniteAsync(plan, FactorSide.Products, items, cancellationToken);
        if (plan.Options.JudgedShare == 0)
            return new Judgement(ImmutableDictionary<string, double>.Empty);

        var train = await services.Scheduler.RunAsync(
            stop => services.Files.ReadAllRowsAsync(plan, FactorSide.Users, stop), cancellationToken);
        var heldOut = await services.Files.ReadHeldOutAsync(plan, cancellationToken);
        var userIds = await services.Files.ReadIdsAsync(plan, FactorSide.Users, cancellationToken);
        var halves = JudgedHalves.Of(train, heldOut, userIds, plan.Options.Seed);
        if (halves.JudgingUsers == 0)
        {
            throw new ModelRefusedException(
                $"No held-out pair to judge by: {plan.Users} users, of whom nobody has {HoldOut.MinProducts} products "
                + $"that others met too, one of them {Positives.VerbOf(plan.Options.Positives)}. Collect more "
                + "interactions, judge by other --positives, or set JudgedShare to 0 to publish unjudged.",
                ImmutableDictionary<string, double>.Empty);
        }

        var histories = await services.Scheduler.RunAsync(
            stop => HistoriesAsync(plan, train, heldOut, stop), cancellationToken);
        var popularity = await services.Files.ReadPopularityAsync(plan, cancellationToken);
        var scales = PopularityScale.Of(popularity, plan.Options.PopularityExponent);
        var fitted = await services.Files.ReadPartsAsync(plan, cancellationToken);
        IReadOnlyList<IRecommender> parts =
        [
            new ScoredModel(
                PartNames.Als, plan.Products, new FactorScores(plan.Options.Rank, users, items, scales).Score),
            .. fitted.Parts.Select(part => new ScoredModel(
                part.Name, plan.Products, new NeighbourScores(new NeighbourScorer(part), histories).Score)),
            new ScoredModel(PartNames.Popularity, plan.Products, new PopularityScores(popularity).Score),
        ];
        var active = await FindActiveAsync(plan, train, histories, cancellationToken);
        var compared = active is null ? heldOut : await services.Files.ReadComparedAsync(plan, cancellationToken);
        return await services.Scheduler.RunAsync(
            stop => Judge(plan, parts, active, train, halves, compared, stop), cancellationToken);
    }

    private Judgement Judge(
        RunPlan plan, IReadOnlyList<IRecommender> parts, ActiveScores? active, CsrMatrix train, JudgedHalves halves,
        CsrMatrix compared, CancellationToken stop)
    {
        var judged = JudgedBlend.Of(parts, train, halves, plan.Options.Blend, services.Scheduler.Parallel(stop));
        var blend = new ScoredModel(MetricKeys.Blend, plan.Products, judged.Score);
        IReadOnlyList<IRecommender> models =
        [
            .. parts,
            blend,
            .. active is null
                ? Array.Empty<IRecommender>()
                : [new ScoredModel(MetricKeys.Active, plan.Products, active.Score)],
        ];
        var reports = models.Select(model => Measure(model, train, judged.Judging, stop)).ToArray();
        var verdict = Verdict.Of(
            [.. parts.Select((part, place) => (part.Name, judged.Weights[place]))], reports, judged.IsCrossValidated,
            stop);
        verdict = verdict with
        {
            Metrics = verdict.Metrics
                .Add(MetricKeys.LearningUsers, judged.LearningUsers)
                .Add(MetricKeys.CrossValidated, judged.IsCrossValidated ? 1 : 0),
        };
        if (active is null)
            return verdict;

        // The weights of the active version were learnt on held-out pairs too: both are taken as they are published.
        var published = Verdict.IsPersonal(verdict.Metrics)
            ? new ScoredModel(MetricKeys.Blend, plan.Products, judged.Published)
            : parts.Single(part => part.Name == PartNames.Popularity);
        return Compared(plan, verdict, published, active, train, judged.Judging, compared, stop);
    }

    /// <summary>Beside the active version, on what neither was trained on and among the products both know.</summary>
    private static Judgement Compared(
        RunPlan plan, Judgement verdict, IRecommender published, ActiveScores active, CsrMatrix train,
        CsrMatrix judging, CsrMatrix compared, CancellationToken stop)
    {
        var user = 0;
        var pairs = EntrySelection.Of(judging, entry =>
        {
            while (judging.RowStarts[user + 1] <= entry)
                user++;
            var item = judging.ColumnIndices[entry];
            return compared.Contains(user, item) && active.Knows(item);
        });
        if (pairs.EntryCount == 0)
            return verdict with { Metrics = verdict.Metrics.Add(MetricKeys.ComparedUsers, 0) };
        var common = new ScoredModel(
            published.Name,
            plan.Products,
            (asked, scores) =>
            {
                published.Score([asked], scores);
                for (var item = 0; item < scores.Length; item++)
                    scores[item] = active.Knows(item) ? scores[item] : float.NaN;
            });
        return ActiveComparison.Of(
            verdict,
            Measure(common, train, pairs, stop).PerUser,
            Measure(new ScoredModel(MetricKeys.Active, plan.Products, active.Score), train, pairs, stop).PerUser,
            plan.ActiveVersion!,
            plan.Options.Force,
            stop);
    }

    private static EvaluationReport Measure(
        IRecommender model, CsrMatrix train, CsrMatrix pairs, CancellationToken stop) =>
        Evaluator.Evaluate(model, train, pairs, new EvaluationOptions { Threads = 1 }, stop);

    private async Task<JudgedHistories> HistoriesAsync(
        RunPlan plan, CsrMatrix train, CsrMatrix heldOut, CancellationToken stop)
    {
        var events = await services.Files.ReadEventsAsync(plan, stop);
        return new JudgedHistories(new ShopperHistories(train, AlsOptions.From(plan.Options), events), heldOut);
    }

    private async Task RequireFiniteAsync(
        RunPlan plan, FactorSide side, float[] factors, CancellationToken cancellationToken)
    {
        var element = await services.Scheduler.RunAsync(
            _ => Array.FindIndex(factors, value => !float.IsFinite(value)), cancellationToken);
        if (element < 0)
            return;
        var row = element / plan.Options.Rank;
        var ids = await services.Files.ReadIdsAsync(plan, side, cancellationToken);
        throw new ModelRefusedException(
            $"The factor of {FactorBlockKey.NameOf(side)} row {row} ('{ids[row]}') holds {factors[element]}. "
            + "Raise Regularization, or lower ConfidenceScale.",
            ImmutableDictionary<string, double>.Empty);
    }

    /// <summary>The version that answered when the run began, if its file is still there.</summary>
    private async Task<ActiveScores?> FindActiveAsync(
        RunPlan plan, CsrMatrix train, JudgedHistories histories, CancellationToken cancellationToken)
    {
        if (plan.ActiveVersion is not { } version)
            return null;
        var file = await services.Models.ReadAsync(ModelKeys.Items(plan.Model, version), cancellationToken);
        if (file is null)
            return null;
        var productIds = await services.Files.ReadIdsAsync(plan, FactorSide.Products, cancellationToken);
        return new ActiveScores(ModelArtifact.FromSafeTensors(file), productIds, train, histories, plan.Options);
    }
}
