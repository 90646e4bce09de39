using System.Runtime.CompilerServices;
using Ayni.Domain;
using Ayni.Domain.Consents;
using Ayni.Domain.Interactions;
using Ayni.Domain.Users;
using Ayni.GrainInterfaces;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Training;
using Ayni.Grains.Users;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Ayni.Grains.Exports;

/// <summary>
/// Reads shoppers from the log, in blocks, their profiles from grain storage, and what they allow from the log. Thread-
/// safe; one a silo.
/// </summary>
internal sealed class ShopperReader(
    IInteractionLog log,
    IConsents consents,
    [FromKeyedServices(GrainStorageNames.Default)] IGrainStorage profiles,
    IGrainFactory grains)
{
    /// <summary>Interactions after which a block is full, however few its shoppers.</summary>
    public const int MaxInteractions = 32_768;

    /// <summary>Profiles asked for at one time.</summary>
    public const int MaxProfileReads = 32;

    /// <summary>Everybody who met a product, by user id.</summary>
    /// <param name="position">Log position as of which.</param>
    /// <param name="newestPerUser">Interactions of a shopper, the newest.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<IReadOnlyList<Shopper>> ReadAsync(
        long position, int newestPerUser, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (block, interactions) = (new List<Shopper>(BlockScorer.MaxShoppers), 0);
        List<LoggedInteraction> history = [];
        await foreach (var logged in log.ReadByUserAsOfAsync(position, newestPerUser, cancellationToken))
        {
            if (history.Count > 0 && history[0].Interaction.UserId != logged.Interaction.UserId)
            {
                block.Add(new Shopper(history[0].Interaction.UserId, history));
                interactions += history.Count;
                history = [];
                if (block.Count == BlockScorer.MaxShoppers || interactions >= MaxInteractions)
                {
                    yield return block;
                    (block, interactions) = (new List<Shopper>(BlockScorer.MaxShoppers), 0);
                }
            }

            history.Add(logged);
        }

        if (history.Count > 0)
            block.Add(new Shopper(history[0].Interaction.UserId, history));
        if (block.Count > 0)
            yield return block;
    }

    /// <summary>The same shoppers with their profiles and consents as they are stored now.</summary>
    public async Task<IReadOnlyList<Shopper>> WithProfilesAsync(
        IReadOnlyList<Shopper> block, CancellationToken cancellationToken)
    {
        var read = await ReadProfilesAsync(block, cancellationToken);
        try
        {
            var refusing = await consents.FindRefusingAsync(
                Purpose.Personalisation, [.. block.Select(shopper => shopper.UserId)], cancellationToken);
            return refusing.Count == 0 ? read : [.. read.Select(shopper => OfConsent(shopper, refusing))];
        }
        catch (Exception fault) when (TransientFaults.IsTransient(fault) && !cancellationToken.IsCancellationRequested)
        {
            return block;
        }
    }

    private static Shopper OfConsent(Shopper shopper, IReadOnlySet<string> refusing) =>
        refusing.Contains(shopper.UserId) && shopper.Profile is { } profile
            ? shopper with { Profile = profile with { ConsentsToPersonalization = false } }
            : shopper;

    private async Task<IReadOnlyList<Shopper>> ReadProfilesAsync(
        IReadOnlyList<Shopper> block, CancellationToken cancellationToken)
    {
        if (profiles is IBatchStateReader batch)
            return await ReadProfilesAsync(batch, block, cancellationToken);
        var read = new Shopper[block.Count];
        for (var first = 0; first < read.Length; first += MaxProfileReads)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = Math.Min(MaxProfileReads, read.Length - first);
            var group = await Task.WhenAll(
                Enumerable.Range(first, count).Select(place => WithProfileAsync(block[place])));
            group.CopyTo(read, first);
        }

        return read;
    }

    // One whose profile cannot be read may have refused anything: they are not personalised.
    private async Task<IReadOnlyList<Shopper>> ReadProfilesAsync(
        IBatchStateReader batch, IReadOnlyList<Shopper> block, CancellationToken cancellationToken)
    {
        try
        {
            string[] ids = [.. block.Select(shopper => IdOf(shopper).ToString())];
            var states = await batch.ReadStatesAsync<UserProfile>(UserGrain.ProfileState, ids, cancellationToken);
            return
            [
                .. block.Select((shopper, place) => shopper with
                {
                    Profile = states.GetValueOrDefault(ids[place]) ?? new UserProfile(),
                }),
            ];
        }
        catch (Exception fault) when (TransientFaults.IsTransient(fault) && !cancellationToken.IsCancellationRequested)
        {
            return block;
        }
    }

    private async Task<Shopper> WithProfileAsync(Shopper shopper)
    {
        var state = new GrainState<UserProfile>(new UserProfile());
        try
        {
            await profiles.ReadStateAsync(UserGrain.ProfileState, IdOf(shopper), state);
            return shopper with { Profile = state.State ?? new UserProfile() };
        }
        catch (Exception fault) when (TransientFaults.IsTransient(fault))
        {
            return shopper;
        }
    }

    private GrainId IdOf(Shopper shopper) => grains.GetGrain<IUserGrain>(shopper.UserId).GetGrainId();
}
