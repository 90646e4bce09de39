using Ayni.Domain.Consents;
using Ayni.Domain.Interactions;
using Ayni.Domain.Users;
using Ayni.GrainInterfaces;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Catalog;
using Ayni.Grains.Models;
using Ayni.Grains.Training;
using Ayni.Grains.Users;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Ayni.Grains.Answering;

/// <summary>
/// Answers for a shopper whose grain does not (its silo was lost, or is slow): from this silo's index, and from the log
/// the profile and the consents as the stores hold them. A shopper whose profile or consents cannot be read is answered
/// by popularity, for they may have refused anything else. Stateless; one a silo.
/// </summary>
internal sealed class StandbyRecommender(
    Recommender recommender,
    IInteractionLog log,
    IConsents consents,
    [FromKeyedServices(GrainStorageNames.Default)] IGrainStorage profiles,
    IGrainFactory grains,
    AnsweringOptions options,
    TimeProvider time,
    AnswerMetrics metrics) : IStandbyRecommender
{
    /// <inheritdoc/>
    public async Task<RecommendationAnswer> AnswerAsync(
        string? userId, RecommendationRequest request, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var table = await recommender.GetTableAsync(cancellationToken)
            .WaitAsync(options.StoreDeadline, time, cancellationToken);
        var shopper = userId is null
            ? ShopperFacts.Nobody
            : await ReadShopperAsync(userId, table, cancellationToken);
        var answer = await recommender.AnswerAsync(request, table, shopper, cancellationToken, asksGrains: false);
        return answer with
        {
            DegradedReason = answer.DegradedReason is { } more ? $"{reason}; {more}" : reason,
        };
    }

    private async Task<ShopperFacts> ReadShopperAsync(
        string userId, IndexTable table, CancellationToken cancellationToken)
    {
        var history = await ReadHistoryAsync(userId, table, cancellationToken);
        var profile = history.Count > 0 ? await ReadProfileAsync(userId, cancellationToken) : new UserProfile();
        return new ShopperFacts
        {
            UserId = userId,
            Profile = profile ?? new UserProfile { ConsentsToPersonalization = false },
            History = history.ToArray(),
            Position = history.Position,
            Fold = model => Fold(model, history),
        };
    }

    private FoldedFactor? Fold(ServedModel model, InteractionHistory history)
    {
        using var stage = metrics.Begin(AnswerStage.FoldIn);
        return FoldIn.Solve(model, history.WithProduct.TakeLast(history.Capacity));
    }

    private async Task<InteractionHistory> ReadHistoryAsync(
        string userId, IndexTable table, CancellationToken cancellationToken)
    {
        using var stage = metrics.Begin(AnswerStage.History);
        var weights = table.Model?.Artifact.Options.Weights ?? new InteractionWeights();
        var history = new InteractionHistory(weights.NewestPerUser);
        var isRead = await TryAsync(history.CatchUpAsync(log, userId, cancellationToken), cancellationToken);
        return isRead ? history : new InteractionHistory(weights.NewestPerUser);
    }

    // Null: it could not be read.
    private async Task<UserProfile?> ReadProfileAsync(string userId, CancellationToken cancellationToken)
    {
        using var stage = metrics.Begin(AnswerStage.Profile);
        var profile = new GrainState<UserProfile>(new UserProfile());
        var id = grains.GetGrain<IUserGrain>(userId).GetGrainId();
        var said = consents.GetAsync(userId, cancellationToken);
        if (!await TryAsync(
            Task.WhenAll(profiles.ReadStateAsync(UserGrain.ProfileState, id, profile), said), cancellationToken))
            return null;
        var read = profile.State ?? new UserProfile();
        return (await said).Allows(Purpose.Personalisation) ? read : read with { ConsentsToPersonalization = false };
    }

    private async Task<bool> TryAsync(Task read, CancellationToken cancellationToken)
    {
        try
        {
            await read.WaitAsync(options.StoreDeadline, time, cancellationToken);
            return true;
        }
        catch (Exception fault) when (TransientFaults.IsTransient(fault) && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
