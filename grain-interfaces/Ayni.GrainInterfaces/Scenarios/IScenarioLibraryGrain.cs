using Ayni.Domain.Errors;
using Ayni.Domain.Scenarios;
using Orleans.Concurrency;

namespace Ayni.GrainInterfaces.Scenarios;

/// <summary>The shop's scenarios with their versions; one a shop, under the key 0.</summary>
[Alias("ayni.scenario-library")]
public interface IScenarioLibraryGrain : IGrainWithIntegerKey
{
    /// <summary>Every scenario in its newest version, the shipped ones among them.</summary>
    [Alias("get"), AlwaysInterleave]
    Task<ScenarioLibrary> Get(CancellationToken cancellationToken = default);

    /// <summary>One version of a scenario.</summary>
    /// <param name="name">Name.</param>
    /// <param name="version">Version; null: the newest.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AyniException"><c>not_found</c>: no such scenario, or no such version.</exception>
    [Alias("get-version"), AlwaysInterleave]
    Task<Scenario> GetVersion(string name, int? version, CancellationToken cancellationToken = default);

    /// <summary>
    /// Stores a scenario as the next version of its name; on return every silo answers with it. One that equals the
    /// newest version makes no new one. The newest 16 versions of a name are kept.
    /// </summary>
    /// <returns>It, with its version.</returns>
    /// <exception cref="AyniException"><c>invalid</c>: something in it is wrong, or there are too many.</exception>
    [Alias("put")]
    Task<Scenario> Put(Scenario scenario);

    /// <summary>Deletes what the shop wrote under a name; a shipped scenario is as it ships again.</summary>
    /// <returns>False if the shop wrote none.</returns>
    [Alias("delete")]
    Task<bool> Delete(string name);

    /// <summary>What the shop gives to nobody.</summary>
    [Alias("get-blocked"), AlwaysInterleave]
    Task<BlockedProducts> GetBlocked(CancellationToken cancellationToken = default);

    /// <summary>Stores what the shop gives to nobody, in place of what was; on return every silo heeds it.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: something in it is wrong.</exception>
    [Alias("put-blocked")]
    Task PutBlocked(BlockedProducts blocked);
}
