using System.Collections.Immutable;
using Ayni.Domain.Consents;
using Ayni.Domain.Erasures;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Domain.Retention;
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
/// dropped at any time. Only the profile is stored; consents are events in the log, and all that are said go through
/// here, so that what is held is what was said last. What the follower brings interleaves with answers: the history
/// changes only in the synchronous stretches between awaits, and an answer takes what it needs of it at once.
/// </summary>
[GrainType("user")]
internal sealed class UserGrain(
    [PersistentState(UserGrain.ProfileState, GrainStorageNames.Default)] IPersistentState<UserProfile> stored,
    IInteractionLog log,
    IErasures erasures,
    IConsents consents,
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
    private readonly InteractionHistory _nothing = new(1);
    private InteractionHistory _history = new(new InteractionWeights().NewestPerUser);
    private ActiveReader<LoggedInteraction>? _reader;
    private UserFeatureState? _features;
    private ShopperConsents _consents = ShopperConsents.Of(new ConsentDefaults());

    private string UserId => this.GetPrimaryKeyString();

    private UserProfile Profile => _consents.Allows(Purpose.Personalisation)
        ? stored.State
        : stored.State with { ConsentsToPersonalization = false };

    private ShopperConsents Consents => stored.State.ConsentsToPersonalization
        ? _consents
        : _consents with { Personalisation = _consents.Personalisation with { IsAllowed = false } };

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
            await Task.WhenAll(ReadLogAsync(cancellationToken), ReadConsentsAsync(cancellationToken));
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
            Profile = Profile,
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
        return _features.ReadAsync(
            _consents.Allows(Purpose.Analytics) ? _history : _nothing,
            asOf ?? time.GetUtcNow(),
            productIds,
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<ShownProduct>> GetShown(CancellationToken cancellationToken) =>
        Task.FromResult(_shown.ToArray());

    /// <inheritdoc/>
    public async Task<UserProfile> PutProfile(UserProfile profile, bool? personalisation)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var said = personalisation ?? (profile.ConsentsToPersonalization ? null : false);
        if (said is not null)
            await PutConsents(new ConsentChoice(Personalisation: said));

        // What is stored here says no only of shoppers who said it before consents were events.
        await stored.ReplaceAsync(
            profile with { ConsentsToPersonalization = stored.State.ConsentsToPersonalization });
        return Profile;
    }

    /// <inheritdoc/>
    public Task<ShopperConsents> GetConsents(CancellationToken cancellationToken) => Task.FromResult(Consents);

    /// <inheritdoc/>
    public async Task<ShopperConsents> PutConsents(ConsentChoice choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        if (choice.Personalisation == true && !stored.State.ConsentsToPersonalization)
            await stored.ReplaceAsync(stored.State with { ConsentsToPersonalization = true });
        var before = _consents;
        try
        {
            _consents = await consents.PutAsync(UserId, choice);
        }
        catch
        {
            // Said or not, nobody knows: the next call has it read anew.
            DeactivateOnIdle();
            throw;
        }

        if (before.Allows(Purpose.Analytics) != _consents.Allows(Purpose.Analytics))
            await RecountAsync();
        return Consents;
    }

    /// <inheritdoc/>
    public async Task<bool> PutSegment(string segment, ImmutableArray<string> replaceable)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(segment);
        var profile = Profile;
        if (!profile.ConsentsToPersonalization
            || (profile.Segment is { Length: > 0 } named && named != segment && !replaceable.Contains(named)))
            return false;
        if (profile.Segment != segment)
            await stored.ReplaceAsync(stored.State with { Segment = segment });
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
        var merge = new GuestMerge(log, consents, GrainFactory);
        var report = await merge.RunAsync(guestId, UserId);
        await Task.WhenAll(ReadLogAsync(CancellationToken.None), ReadConsentsAsync(CancellationToken.None));
        await followers.CallAllAsync(silo => silo.Recount(merge.ProductIds, CancellationToken.None));
        return report;
    }

    // Read anew rather than dropped: a full history then reaches further back.
    /// <inheritdoc/>
    public Task DropAged(ImmutableArray<AgedInteractions> aged, CancellationToken cancellationToken) =>
        _history.HoldsAny(aged) ? ReplaceHistoryAsync(_history.Capacity, cancellationToken) : Task.CompletedTask;

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
        await ReadConsentsAsync(CancellationToken.None);
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
            Profile = Profile,
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

    private async Task ReadConsentsAsync(CancellationToken cancellationToken) =>
        _consents = await consents.GetAsync(UserId, cancellationToken);

    // Features of products are made of what shoppers did who allow it.
    private Task RecountAsync() => followers.CallAllAsync(silo => silo.Recount(
        [.. _history.WithProduct.Select(logged => logged.Interaction.ProductId!).Distinct(StringComparer.Ordinal)],
        CancellationToken.None));

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
