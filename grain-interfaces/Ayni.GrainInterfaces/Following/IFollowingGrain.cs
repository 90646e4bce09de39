namespace Ayni.GrainInterfaces.Following;

/// <summary>
/// Asks the followers of all silos at once: each silo reads log and catalogue by position and hands what is new to its
/// active grains and its index. Holds nothing; key 0.
/// </summary>
[Alias("ayni.following")]
public interface IFollowingGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Waits until every active silo has applied log and catalogue up to these positions: from then on every answer
    /// takes them into account. Activates no shopper and no product.
    /// </summary>
    /// <param name="wanted">Positions that were written; 0 for what is not asked for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False if a silo did not say so within 2 s: it will, and nothing is lost.</returns>
    [Alias("when-applied")]
    Task<bool> WhenApplied(FollowedPositions wanted, CancellationToken cancellationToken = default);
}
