using System.Collections.Immutable;
using Ayni.GrainInterfaces.Models;
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
public sealed class JudgeStep(RunServices services, IGrainFactory grains)
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
                + "that others met too. Collect more interactions, or set JudgedShare to 0 to publish unjudged.",
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
        return await services.Scheduler.RunAsync(
            stop => Judge(plan, parts, active, train, halves, stop), cancellationToken);
    }

    private Judgement Judge(
        RunPlan plan, IReadOnlyList<IRecommender> parts, IRecommender? active, CsrMatrix train, JudgedHalves halves,
        CancellationToken stop)
    {
        var weights = WeightsOf(plan, parts, train, halves, stop);
        var weighed = parts.Select((part, place) => (Part: part, Weight: weights[place])).ToArray();
        IReadOnlyList<IRecommender> models =
        [
            .. parts,
            new ScoredModel(MetricKeys.Blend, plan.Products, new BlendScores(weighed).Score),
            .. active is null ? Array.Empty<IRecommender>() : [active],
        ];
        var reports = models
            .Select(model => Evaluator.Evaluate(
                model, train, halves.Judging, new EvaluationOptions { Threads = 1 }, stop))
            .ToArray();
        var verdict = Verdict.Of([.. weighed.Select(part => (part.Part.Name, part.Weight))], reports, stop);
        return verdict with { Metrics = verdict.Metrics.Add(MetricKeys.LearningUsers, halves.LearningUsers) };
    }

    /// <summary>The weights learnt; ALS alone where none can be, or none is wanted.</summary>
    private ImmutableArray<double> WeightsOf(
        RunPlan plan, IReadOnlyList<IRecommender> parts, CsrMatrix train, JudgedHalves halves, CancellationToken stop)
    {
        if (plan.Options.Blend && halves.LearningUsers > 0)
        {
            var learnt = BlendLearner.Learn(
                parts, train, halves.Learning, options: null, services.Scheduler.Parallel(stop)).Weights;
            if (learnt.Any(weight => weight > 0))
                return learnt;
        }

        return [.. parts.Select(part => part.Name == PartNames.Als ? 1.0 : 0)];
    }

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

    private async Task<IRecommender?> FindActiveAsync(
        RunPlan plan, CsrMatrix train, JudgedHistories histories, CancellationToken cancellationToken)
    {
        var version = await grains.GetGrain<IModelRegistryGrain>(plan.Model)
            .GetActiveVersion(cancellationToken);
        if (version is null || version == plan.RunId)
            return null;
        var file = await services.Models.ReadAsync(ModelKeys.Items(plan.Model, version), cancellationToken);
        if (file is null)
            return null;
        var productIds = await services.Files.ReadIdsAsync(plan, FactorSide.Products, cancellationToken);
        var scores = new ActiveScores(
            ModelArtifact.FromSafeTensors(file), productIds, train, histories, plan.Options);
        return new ScoredModel(MetricKeys.Active, plan.Products, scores.Score);
    }
}
