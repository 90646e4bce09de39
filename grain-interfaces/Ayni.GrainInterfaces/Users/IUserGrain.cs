using System.Collections.Immutable;
using Ayni.Domain.Interactions;
using Ayni.Domain.Users;
using Orleans.Concurrency;

namespace Ayni.GrainInterfaces.Users;

/// <summary>
/// One shopper, keyed by user id: recent interactions, factor folded in from them, profile. Rebuilt from the log on
/// activation; holds nothing the log does not.
/// </summary>
[Alias("ayni.user")]
public interface IUserGrain : IGrainWithStringKey
{
    /// <summary>The best products for this shopper now. Same state, same answer.</summary>
    [Alias("recommend")]
    Task<RecommendationAnswer> Recommend(
        RecommendationRequest request, CancellationToken cancellationToken = default);

    /// <summary>Profile and recent interactions.</summary>
    /// <param name="newest">How many interactions at most, 0 to 1,000; newest first.</param>
    /// <param name="cancellationToken">Gives up: the grain may be reading the log.</param>
    [Alias("get")]
    Task<UserView> Get(int newest, CancellationToken cancellationToken = default);

    /// <summary>Replaces the profile; durable on return.</summary>
    [Alias("put-profile")]
    Task PutProfile(UserProfile profile);

    /// <summary>Reads the log at least up to a position. Idempotent.</summary>
    /// <returns>The position applied: at or after the one asked for, or the log's head if that is before it.</returns>
    [Alias("catch-up"), AlwaysInterleave]
    Task<long> CatchUp(long position);

    /// <summary>Takes over interactions that the silo's follower of the log read. Idempotent.</summary>
    /// <param name="after">Position after which <paramref name="rows"/> are all of this shopper's.</param>
    /// <param name="rows">In position order.</param>
    /// <param name="upTo">Position that they are complete up to.</param>
    /// <returns>The position applied: at least <paramref name="upTo"/>.</returns>
    [Alias("apply"), AlwaysInterleave]
    Task<long> Apply(long after, ImmutableArray<LoggedInteraction> rows, long upTo);

    /// <summary>Erases profile and interactions of this shopper, in the log too.</summary>
    /// <returns>Number of interactions erased.</returns>
    [Alias("erase")]
    Task<long> Erase();
}
