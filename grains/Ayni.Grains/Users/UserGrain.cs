using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Domain.Users;
using Ayni.GrainInterfaces;
using Ayni.GrainInterfaces.Interactions;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Answering;
using Ayni.Grains.Following;
using Orleans.Streams;

namespace Ayni.Grains.Users;

/// <summary>
/// One shopper. Holds the newest interactions, applied by log position, and the factor folded in from them; both can be
/// dropped at any time. Only the profile is stored.
/// </summary>
[ImplicitStreamSubscription(WakeStreams.Users)]
public sealed class UserGrain(
    [PersistentState("profile", GrainStorageNames.Default)] IPersistentState<UserProfile> stored,
    IInteractionLog log,
    ActiveReaders readers,
    UserRecommender recommender) : Grain, IUserGrain
{
    /// <summary>Most interactions <see cref="Get"/> returns.</summary>
    public const int MaxNewest = 1_000;

    private readonly UserFactor _factor = new();
    private InteractionHistory _history = new(new InteractionWeights().NewestPerUser);
    private ActiveReader? _reader;

    private string UserId => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var self = this.AsReference<IUserGrain>();
        _reader = readers.Register(ReaderKind.User, UserId, position => self.CatchUp(position));
        await this.GetStreamProvider(WakeStreams.Provider)
            .GetStream<InteractionWake>(StreamId.Create(WakeStreams.Users, UserId))
            .SubscribeAsync((wake, _) => CatchUp(wake.Position));
        await ReadLogAsync();
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _reader?.Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<RecommendationAnswer> Recommend(RecommendationRequest request)
    {
        RecommendationRequests.Validate(request);
        var model = await recommender.GetActiveModelAsync();
        if (model is not null)
            await RequireCapacityAsync(model.Artifact.Options.Weights.NewestPerUser);
        var folded = model is null || !stored.State.ConsentsToPersonalization ? null : _factor.Of(model, _history);
        return await recommender.AnswerAsync(UserId, request, model, folded, _history);
    }

    /// <inheritdoc/>
    public Task<UserView> Get(int newest)
    {
        if (newest is < 0 or > MaxNewest)
        {
            throw new AyniException(
                ErrorCodes.Invalid, $"{newest} interactions asked for; it must be from 0 to {MaxNewest}.");
        }

        return Task.FromResult(new UserView
        {
            UserId = UserId,
            Profile = stored.State,
            Recent = [.. _history.Newest(newest)],
            InteractionCount = _history.Count,
            Position = _history.Position,
        });
    }

    /// <inheritdoc/>
    public async Task PutProfile(UserProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var before = stored.State;
        stored.State = profile;
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            stored.State = before;
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<long> CatchUp(long position)
    {
        if (position > _history.Position)
            await ReadLogAsync();
        return _history.Position;
    }

    /// <inheritdoc/>
    public async Task<long> Erase()
    {
        var erased = await log.EraseUserAsync(UserId);
        _history.Clear();
        await stored.ClearStateAsync();
        return erased;
    }

    private async Task ReadLogAsync()
    {
        await _history.CatchUpAsync(log, UserId);
        _reader?.Report(_history.Position);
    }

    // A model may look further back than the default; the ring then grows to what it asks for and stays so.
    private async Task RequireCapacityAsync(int newest)
    {
        if (newest <= _history.Capacity)
            return;
        var larger = new InteractionHistory(newest);
        await larger.CatchUpAsync(log, UserId);
        _history = larger;
        _reader?.Report(_history.Position);
    }
}
