using Ayni.EmbeddedEngine.Clusters;
using Orleans.Concurrency;

namespace Ayni.EmbeddedEngine.Management;

/// <summary>Answers from the cluster's own tables.</summary>
[Reentrant]
[GrainType("sys.management")]
internal sealed class ManagementGrain(ClusterRuntime cluster) : Grain, IManagementGrain
{
    public Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false) => Task.FromResult(
        cluster.ActiveSilos.ToDictionary(static silo => silo.SiloAddress, static silo => silo.Status));

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics() => Task.FromResult(
        cluster.ActiveSilos
            .SelectMany(static silo => silo.Activations
                .GroupBy(static activation => activation.Class)
                .Select(group => new SimpleGrainStatistic
                {
                    GrainType = group.Key.Type.FullName!,
                    SiloAddress = silo.SiloAddress,
                    ActivationCount = group.Count(),
                }))
            .OrderBy(static one => one.GrainType, StringComparer.Ordinal)
            .ToArray());

    public Task<int> GetTotalActivationCount() =>
        Task.FromResult(cluster.ActiveSilos.Sum(static silo => silo.ActivationCount));

    public Task ForceActivationCollection(TimeSpan ageLimit)
    {
        foreach (var silo in cluster.ActiveSilos)
            silo.Collect(ageLimit);
        return Task.CompletedTask;
    }
}
