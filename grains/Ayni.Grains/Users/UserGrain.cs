using System.Collections.Immutable;
using Ayni.Domain.Erasures;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Domain.Users;
using Ayni.GrainInterfaces;
using Ayni.GrainInterfaces.Features;
using Ayni.GrainInterfaces.Users;
using Ayni.Grains.Answering;
using Ayni.Grains.Features;
using Ayni.Grains.Following;
using Ayni.Grains.Hosting;
using Ayni.Grains.Models;

namespace Ayni.Grains.Users;

/// <summary>
/// One shopper. Holds the newest interactions, applied by log position, and the factor folded in from them; both can be
/// dropped at any time. Only the profile is stored. What the follower brings interleaves with answers: the history
/// changes only in the synchronous stretches between awaits, and an answer takes what it needs of it at once.
/// </summary>
[GrainType("user")]
internal sealed class UserGrain(
    [PersistentState(UserGrain.ProfileState, GrainStorageNames.Default)] IPersistentState<UserProfile> stored,
    IInteractionLog log,
    IErasures erasures,
    SiloFollowers followers,
    ActiveReaders<LoggedInteraction> readers,
    Recommender recommender,
    FeatureStates features,
    TimeProvider time,
    AnswerMetrics metrics) : Grain, IUserGrain
{
    /// <summary>Name of the stored profile.</summary>
    public const string ProfileState = "profile";

    /// <summary>Most interactions <see cref="Get"/> returns.</summary>
    public const int MaxNewest = 1_000;

    private UserFactor _factor = new();
    private OwnProducts _own = new();
    private ShownProducts _shown = new();
    private InteractionHistory _history = new(new InteractionWeights().NewestPerUser);
    private ActiveReader<LoggedInteraction>? _reader;
    private UserFeatureState? _features;

    private string UserId => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var self = this.AsReference<IUserGrain>();
        _reader = readers.Register(
            ReaderKind.User,
            UserId,
            call => call.Rows is { } rows ? self.Apply(call.After, rows, call.UpTo) : self.CatchUp(call.UpTo));
        using var stage = metrics.Begin(AnswerStage.History);
        try
        {
            await ReadLogAsync(cancellationToken);
        }
        catch
        {
            _reader.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _reader?.Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<RecommendationAnswer> Recommend(
        RecommendationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var table = await recommender.GetTableAsync(cancellationToken);
        if (table.Model is { } model)
            await RequireCapacityAsync(model.Artifact.Options.Weights.NewestPerUser, cancellationToken);
        var answer = await recommender.AnswerAsync(request, table, Facts(), cancellationToken);
        if (!request.IsUnseen)
            _shown.Note(answer.Items, time.GetUtcNow());
        return answer;
    }

    /// <inheritdoc/>
    public Task<UserView> Get(int newest, CancellationToken cancellationToken)
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
    public Task<FeatureReading> GetFeatures(
        DateTimeOffset? asOf, ImmutableArray<string> productIds, CancellationToken cancellationToken)
    {
        if (productIds.Length > FeatureStates.MaxPairs)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"{productIds.Length} products asked for; it must be at most {FeatureStates.MaxPairs}.");
        }

        _features ??= features.OfUser();
        return _features.ReadAsync(_history, asOf ?? time.GetUtcNow(), productIds, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<ShownProduct>> GetShown(CancellationToken cancellationToken) =>
        Task.FromResult(_shown.ToArray());

    /// <inheritdoc/>
    public async Task PutProfile(UserProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        await stored.ReplaceAsync(profile);
    }

    /// <inheritdoc/>
    public async Task<bool> PutSegment(string segment, ImmutableArray<string> replaceable)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(segment);
        var profile = stored.State;
        if (!profile.ConsentsToPersonalization
            || (profile.Segment is { Length: > 0 } named && named != segment && !replaceable.Contains(named)))
            return false;
        if (profile.Segment != segment)
            await stored.ReplaceAsync(profile with { Segment = segment });
        return true;
    }

    /// <inheritdoc/>
    public async Task<long> CatchUp(long position)
    {
        if (position > _history.Position)
            await ReadLogAsync(CancellationToken.None);
        return _history.Position;
    }

    /// <inheritdoc/>
    public async Task<long> Apply(long after, ImmutableArray<LoggedInteraction> rows, long upTo)
    {
        if (after > _history.Position)
            await ReadLogAsync(CancellationToken.None);
        _history.Apply(rows, upTo);
        return _history.Position;
    }

    /// <inheritdoc/>
    public async Task<ErasureCertificate> Erase()
    {
        var erased = await erasures.EraseAsync(UserId);
        await ForgetAsync();
        await followers.CallAllAsync(silo => silo.Recount(erased.ProductIds, CancellationToken.None));
        return erased.Certificate;
    }

    /// <inheritdoc/>
    public async Task<MergeReport> Merge(string guestId)
    {
        var merge = new GuestMerge(log, GrainFactory);
        var report = await merge.RunAsync(guestId, UserId);
        await ReadLogAsync(CancellationToken.None);
        await followers.CallAllAsync(silo => silo.Recount(merge.ProductIds, CancellationToken.None));
        return report;
    }

    /// <inheritdoc/>
    public async Task<long> EraseAsOf(long position)
    {
        var erased = await log.EraseUserAsOfAsync(UserId, position);
        await ForgetAsync();
        return erased;
    }

    // The history is read anew, so that erased rows which are on their way here are at or before its position. The
    // profile may be deleted already, beside the log; wherever else it is kept it is cleared.
    private async Task ForgetAsync()
    {
        (_factor, _own, _shown, _features) = (new UserFactor(), new OwnProducts(), new ShownProducts(), null);
        await ReplaceHistoryAsync(_history.Capacity, CancellationToken.None);
        await stored.ReadStateAsync();
        if (stored.RecordExists)
            await stored.ClearStateAsync();
    }

    // Taken at once: what the follower brings interleaves with the answering.
    private ShopperFacts Facts()
    {
        var history = _history;
        return new ShopperFacts
        {
            UserId = UserId,
            Profile = stored.State,
            History = history.ToArray(),
            Position = history.Position,
            Fold = Fold,
            Entries = model => _factor.EntriesOf(model, _history),
            Own = _own,
            LastShown = _shown.LastShown,
        };
    }

    private FoldedFactor? Fold(ServedModel model)
    {
        using var stage = metrics.Begin(AnswerStage.FoldIn);
        return _factor.Of(model, _history);
    }

    private async Task ReadLogAsync(CancellationToken cancellationToken)
    {
        await _history.CatchUpAsync(log, UserId, cancellationToken);
        _reader?.Joined(_history.Position);
    }

    // A model may look further back than the default; the ring then grows to what it asks for and stays so.
    private async Task RequireCapacityAsync(int newest, CancellationToken cancellationToken)
    {
        if (newest > _history.Capacity)
            await ReplaceHistoryAsync(newest, cancellationToken);
    }

    private async Task ReplaceHistoryAsync(int capacity, CancellationToken cancellationToken)
    {
        var fresh = new InteractionHistory(capacity);
        do
            await fresh.CatchUpAsync(log, UserId, cancellationToken);
        while (fresh.Position < _history.Position);
        _history = fresh;
        _reader?.Joined(_history.Position);
    }
}
