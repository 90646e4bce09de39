using System.Collections.Immutable;
using Ayni.Domain.Consents;
using Ayni.Domain.Erasures;
using Ayni.Domain.Interactions;
using Ayni.Domain.Retention;
using Ayni.Domain.Users;
using Ayni.GrainInterfaces.Features;
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

    /// <summary>
    /// Features of this shopper, from the interactions held and the catalogue of now; of whoever refuses analytics
    /// those of a shopper who did nothing.
    /// </summary>
    /// <param name="asOf">Instant that they are told for, what happened before it alone; null: now.</param>
    /// <param name="productIds">Products before which they are told too, at most 100.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Domain.Errors.AyniException"><c>invalid</c>: too many products.</exception>
    [Alias("get-features")]
    Task<FeatureReading> GetFeatures(
        DateTimeOffset? asOf, ImmutableArray<string> productIds, CancellationToken cancellationToken = default);

    /// <summary>Products recommended to this shopper of late, as the grain remembers them; by product id.</summary>
    [Alias("get-shown")]
    Task<ImmutableArray<ShownProduct>> GetShown(CancellationToken cancellationToken = default);

    /// <summary>Replaces the profile; durable on return. Consent to personalisation stays as it is.</summary>
    /// <param name="profile">
    /// The profile. One that says false withdraws the consent; one that says true, as it does by default, says
    /// nothing.
    /// </param>
    /// <param name="personalisation">What the shopper says of personalisation; null: nothing, it stays.</param>
    /// <returns>The profile as it is now, with the consent in it.</returns>
    [Alias("put-profile")]
    Task<UserProfile> PutProfile(UserProfile profile, bool? personalisation = null);

    /// <summary>What the shopper allows.</summary>
    [Alias("get-consents")]
    Task<ShopperConsents> GetConsents(CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes down what the shopper says; durable on return, and honoured from the next call on. Said again it changes
    /// nothing.
    /// </summary>
    /// <returns>What they allow from now on.</returns>
    [Alias("put-consents")]
    Task<ShopperConsents> PutConsents(ConsentChoice choice);

    /// <summary>
    /// Puts the shopper into a segment that was worked out, durable on return; not if the shop itself named another, or
    /// the shopper refuses personalisation.
    /// </summary>
    /// <param name="segment">The segment.</param>
    /// <param name="replaceable">Segments that were worked out too, and so may be replaced.</param>
    /// <returns>True if the shopper is in it.</returns>
    [Alias("put-segment")]
    Task<bool> PutSegment(string segment, ImmutableArray<string> replaceable);

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

    /// <summary>
    /// Erases this shopper for good: profile, interactions, what grains and silos hold of them. On return it is gone on
    /// every silo, and what is dated up to now is dropped however it comes.
    /// </summary>
    /// <returns>What proves it.</returns>
    [Alias("erase-for-good")]
    Task<ErasureCertificate> Erase();

    /// <summary>
    /// Takes over what a guest did, who turned out to be this shopper, and erases the guest. Durable on return, and in
    /// the next answer. Idempotent: after a failure half-way the same call finishes it. What the guest does meanwhile
    /// stays with the guest, for the next call; of the two profiles this shopper's holds. Of a purpose that this
    /// shopper said nothing of, the guest's word is taken over.
    /// </summary>
    /// <param name="guestId">User id of the guest.</param>
    /// <exception cref="Domain.Errors.AyniException">
    /// <c>invalid</c>: it is no id, or this shopper's own. <c>too_large</c>: the guest did more than a guest does.
    /// <c>conflict</c>: another shopper has begun to take the guest over.
    /// </exception>
    [Alias("merge")]
    Task<MergeReport> Merge(string guestId);

    /// <summary>
    /// Reads the log anew if the grain holds any interaction that was deleted because it was kept long enough.
    /// </summary>
    [Alias("drop-aged")]
    Task DropAged(ImmutableArray<AgedInteractions> aged, CancellationToken cancellationToken = default);

    /// <summary>Erases profile and interactions of this shopper at or before a position.</summary>
    /// <returns>Number of interactions erased.</returns>
    [Alias("erase-as-of")]
    Task<long> EraseAsOf(long position);
}
