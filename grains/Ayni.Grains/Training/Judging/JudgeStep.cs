using System.Collections.Immutable;
using System.Globalization;
using Ayni.GrainInterfaces.Models;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Models;
using Ayni.Recommenders;

namespace Ayni.Grains.Training;

/// <summary>
/// Third step of a run: looks at the final factors, and measures them on the held-out pairs beside popularity and the
/// active version. Full ranking of all products, each judged user's own left out.
/// </summary>
public sealed class JudgeStep(RunServices services, IGrainFactory grains)
{
    /// <summary>Metric that decides.</summary>
    private const int DecidingCutoff = 10;

    private const string Als = "als";
    private const string Popularity = "popularity";
    private const string Active = "active";

    /// <summary>Measures the model.</summary>
    /// <returns>Metrics such as <c>als.ndcg@10</c>; empty for a run that holds nothing out.</returns>
    /// <exception cref="ModelRefusedException">It must not be published; the message says why.</exception>
    public async Task<ImmutableDictionary<string, double>> RunAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var users = await services.Factors.ReadAsync(plan, plan.HalfSweeps - 1, cancellationToken);
        var fixedItems = await services.Factors.GetSideAsync(
            plan, plan.HalfSweeps - 2, cancellationToken);
        var items = fixedItems.Factors.ToArray();
        await RequireFiniteAsync(plan, FactorSide.Users, users, cancellationToken);
        await RequireFiniteAsync(plan, FactorSide.Products, items, cancellationToken);
        if (plan.Options.JudgedShare == 0)
            return ImmutableDictionary<string, double>.Empty;

        var train = await services.Scheduler.RunAsync(
            stop => services.Files.ReadAllRowsAsync(plan, FactorSide.Users, stop), cancellationToken);
        var heldOut = await services.Files.ReadHeldOutAsync(plan, cancellationToken);
        var popularity = await services.Files.ReadPopularityAsync(plan, cancellationToken);
        var scales = PopularityScale.Of(popularity, plan.Options.PopularityExponent);
        var models = new List<IRecommender>
        {
            new ScoredModel(Als, plan.Products, new FactorScores(plan.Options.Rank, users, items, scales).Score),
            new ScoredModel(Popularity, plan.Products, new PopularityScores(popularity).Score),
        };
        if (await FindActiveAsync(plan, cancellationToken) is { } active)
        {
            var productIds = await services.Files.ReadIdsAsync(plan, FactorSide.Products, cancellationToken);
            models.Add(new ScoredModel(
                Active, plan.Products,
                new FoldedScores(active, productIds, train, plan.Options).Score));
        }

        var reports = await services.Scheduler.RunAsync(
            stop => models.ConvertAll(model => Evaluator.Evaluate(
                model, train, heldOut, new EvaluationOptions { Threads = 1 }, stop)),
            cancellationToken);
        return Verdict(plan, reports);
    }

    /// <summary>Metrics of all models, if the first may be published.</summary>
    /// <exception cref="ModelRefusedException">It may not.</exception>
    public static ImmutableDictionary<string, double> Verdict(RunPlan plan, IReadOnlyList<EvaluationReport> reports)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(reports);
        var metrics = reports.SelectMany(Metrics).ToImmutableDictionary();
        if (reports[0].Users == 0)
        {
            throw new ModelRefusedException(
                $"No held-out pair to judge by: {plan.Users} users, of whom nobody has {HoldOut.MinProducts} products "
                + "that others met too. Collect more interactions, or set JudgedShare to 0 to publish unjudged.",
                metrics);
        }

        var (als, popularity) = (reports[0].At(DecidingCutoff).Ndcg, reports[1].At(DecidingCutoff).Ndcg);
        if (als >= popularity)
            return metrics.Add("judged.users", reports[0].Users);
        throw new ModelRefusedException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Worse than popularity: ndcg@{DecidingCutoff} {als:F4} against {popularity:F4} on {reports[0].Users} ")
            + "users. Check the type weights and the log for noise; try more Sweeps, or an UnobservedWeight and a "
            + "Regularization nearer to the defaults.",
            metrics.Add("judged.users", reports[0].Users));
    }

    private static IEnumerable<KeyValuePair<string, double>> Metrics(EvaluationReport report)
    {
        foreach (var at in report.Metrics)
        {
            yield return new($"{report.Model}.ndcg@{at.Cutoff}", at.Ndcg);
            yield return new($"{report.Model}.recall@{at.Cutoff}", at.Recall);
            yield return new($"{report.Model}.precision@{at.Cutoff}", at.Precision);
            yield return new($"{report.Model}.map@{at.Cutoff}", at.Map);
            yield return new($"{report.Model}.coverage@{at.Cutoff}", at.Coverage);
        }
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

    private async Task<ModelArtifact?> FindActiveAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        var version = await grains.GetGrain<IModelRegistryGrain>(plan.Model)
            .GetActiveVersion(cancellationToken);
        if (version is null || version == plan.RunId)
            return null;
        var file = await services.Models.ReadAsync(ModelKeys.Items(plan.Model, version), cancellationToken);
        return file is null ? null : ModelArtifact.FromSafeTensors(file);
    }
}
