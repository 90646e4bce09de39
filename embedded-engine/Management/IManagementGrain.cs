namespace Orleans.Runtime;

/// <summary>What a status page asks of the cluster; its key is 0.</summary>
public interface IManagementGrain : IGrainWithIntegerKey
{
    Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false);

    Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics();

    Task<int> GetTotalActivationCount();

    /// <summary>Deactivates what has been idle for so long, on every silo.</summary>
    Task ForceActivationCollection(TimeSpan ageLimit);
}
