using System.Collections.Immutable;
using Ayni.GrainInterfaces.Models;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Models;
using Ayni.Recommenders;

namespace Ayni.Grains.Training;

/// <summary>
/// Last step of a run: writes the model that was judged and has the registry switch to it. Every part overwrites what
/// an earlier attempt wrote with the same bytes. User factors are no part of it: they are folded in from the log, and
/// a shopper who asks to be forgotten must not live on in a file.
/// </summary>
public sealed class PublishStep(RunServices services, IGrainFactory grains)
{
    internal async Task RunAsync(RunCommand.Publish command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        var (plan, metrics) = (command.Plan, command.Metrics);
        var items = await services.Factors.GetSideAsync(
            plan, plan.HalfSweeps - 2, cancellationToken);
        var factors = items.Factors.ToArray();
        var weights = MetricKeys.WeightsOf(metrics);
        var fitted = await services.Files.ReadPartsAsync(plan, cancellationToken);
        var artifact = new ModelArtifact
        {
            Parts = [.. fitted.Parts.Where(part => IsKept(part.Name, weights))],
            PartWeights = weights.RemoveRange(weights.Keys.Where(part => weights[part] == 0)),
            Evidence = fitted.Evidence,
            Version = plan.RunId,
            Rank = plan.Options.Rank,
            ProductIds = await services.Files.ReadIdsAsync(plan, FactorSide.Products, cancellationToken),
            ItemFactors = factors,
            Eigenvalues = items.Eigenvalues.ToArray(),
            Popularity = await services.Files.ReadPopularityAsync(plan, cancellationToken),
            Options = plan.Options,
            ReferenceTime = plan.ReferenceTime,
            AsOfPosition = plan.AsOfPosition,
            CodeVersion = plan.CodeVersion,
        };
        artifact = artifact.With(await services.Content.AddToAsync(artifact, cancellationToken));
        var contentHash = await services.Scheduler.RunAsync(_ => BlockCheckpoint.HashOf(factors), cancellationToken);
        var partsHash = await services.Scheduler.RunAsync(_ => artifact.PartsHash(), cancellationToken);
        var file = await services.Scheduler.RunAsync(_ => artifact.ToSafeTensors(), cancellationToken);
        await services.Models.WriteAsync(ModelKeys.Items(plan.Model, plan.RunId), file, cancellationToken);
        await grains.GetGrain<IModelRegistryGrain>(plan.Model).Publish(new ModelVersion
        {
            Version = plan.RunId,
            AsOfPosition = plan.AsOfPosition,
            Options = plan.Options,
            ReferenceTime = plan.ReferenceTime,
            CodeVersion = plan.CodeVersion,
            Metrics = metrics,
            PublishedAt = services.Time.GetUtcNow(),
            Users = plan.Users,
            Products = plan.Products,
            ContentHash = contentHash,
            PartsHash = partsHash,
            Search = command.Search,
            Reason = command.Reason,
            Interactions = plan.Interactions,
            Erasure = plan.Erasure,
        });
    }

    /// <summary>With a weight, or needed for answers about a product.</summary>
    private static bool IsKept(string part, ImmutableSortedDictionary<string, double> weights) =>
        weights.GetValueOrDefault(part) > 0
        || part is PartNames.ItemKnn or PartNames.Transitions or PartNames.BoughtTogether;
}
