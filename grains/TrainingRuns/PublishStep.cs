using System.Collections.Immutable;
using Ayni.Models;
using Ayni.Numerics;

namespace Ayni.TrainingRuns;

/// <summary>
/// Last step of a run: writes the model that was judged and has the registry switch to it. Every part overwrites what
/// an earlier attempt wrote with the same bytes.
/// </summary>
public sealed class PublishStep(RunServices services, IGrainFactory grains)
{
    private const int HeaderAllowanceBytes = 4096;

    public async Task RunAsync(
        RunPlan plan, ImmutableDictionary<string, double> metrics, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var users = await services.Factors.GetAsync(plan, plan.HalfSweeps - 1, cancellationToken);
        var items = await services.Factors.GetAsync(plan, plan.HalfSweeps - 2, cancellationToken);
        var artifact = new ModelArtifact
        {
            Version = plan.RunId,
            Rank = plan.Options.Rank,
            ProductIds = await services.Files.ReadIdsAsync(plan, FactorSide.Products, cancellationToken),
            ItemFactors = items,
            Popularity = await services.Files.ReadPopularityAsync(plan, cancellationToken),
            Options = plan.Options,
            ReferenceTime = plan.ReferenceTime,
            AsOfPosition = plan.AsOfPosition,
            CodeVersion = plan.CodeVersion,
        };
        var contentHash = await services.Scheduler.RunAsync(_ => BlockCheckpoint.HashOf(items), cancellationToken);
        await WriteUsersAsync(plan, users, cancellationToken);
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
        });
    }

    /// <summary>
    /// User factors are for analysis, serving folds them in: where one file cannot hold them they are left out.
    /// </summary>
    private async Task WriteUsersAsync(RunPlan plan, float[] users, CancellationToken cancellationToken)
    {
        var ids = IdList.ToBytes(await services.Files.ReadIdsAsync(plan, FactorSide.Users, cancellationToken));
        if (((long)users.Length * sizeof(float)) + ids.Length + HeaderAllowanceBytes > IModelStore.MaxValueBytes)
            return;
        var file = await services.Scheduler.RunAsync(
            _ => new SafeTensorsBuilder()
                .Add("user_factors", users, plan.Users, plan.Options.Rank)
                .Add("user_ids", ids, ids.Length)
                .SetMetadata("version", plan.RunId)
                .ToBytes(),
            cancellationToken);
        await services.Models.WriteAsync(ModelKeys.Users(plan.Model, plan.RunId), file, cancellationToken);
    }
}
