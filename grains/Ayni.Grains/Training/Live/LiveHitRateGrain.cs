using System.Collections.Immutable;
using Ayni.Domain.Consents;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Domain.Models;
using Ayni.GrainInterfaces;
using Ayni.GrainInterfaces.Models;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Answering;
using Ayni.Grains.Catalog;
using Ayni.Grains.Hosting;
using Ayni.Numerics;

namespace Ayni.Grains.Training;

/// <inheritdoc cref="ILiveHitRateGrain"/>
[GrainType("livehitrate")]
internal sealed class LiveHitRateGrain(
    [PersistentState("live-hit-rate", GrainStorageNames.Default)] IPersistentState<LiveHitRateState> storage,
    Recommender recommender,
    LiveQuestion question,
    RunServices services) : Grain, ILiveHitRateGrain
{
    /// <summary>Rows of the log read in a look; of more the newest.</summary>
    public const int MaxRows = 5_000;

    /// <summary>Questions asked in a look; of more a sample by position.</summary>
    public const int MaxAsked = 50;

    /// <summary>Age from which a purchase says nothing of what is shown now: it was imported.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromDays(1);

    private LiveHitRateState State => storage.State;

    /// <inheritdoc/>
    public Task<ImmutableArray<VersionHits>> Get(CancellationToken cancellationToken) =>
        Task.FromResult(State.Versions);

    /// <inheritdoc/>
    public async Task<string?> Look(CancellationToken cancellationToken)
    {
        // Answers come from the default model alone.
        var model = this.GetPrimaryKeyString();
        if (model != ModelNames.Default)
            return null;
        var registry = await GrainFactory.GetGrain<IModelRegistryGrain>(model).Get(cancellationToken);
        var table = await recommender.GetTableAsync(cancellationToken);
        if (registry.Find(table.Key.Version) is not { } version)
            return null;
        var now = services.Time.GetUtcNow();
        var head = await services.Log.GetHeadAsync(cancellationToken);
        var from = Math.Max(Math.Max(State.Position, version.AsOfPosition), head - MaxRows);
        var rows = await services.Consents.LogOf(Purpose.Analytics).ReadAsync(from, MaxRows, cancellationToken);
        var (asked, hits) = (0, 0);
        // Of a version from before kinds were settled: what most shops have.
        var kind = version.Options.Positives is PositiveKind.Auto ? PositiveKind.Purchases : version.Options.Positives;
        foreach (var bought in Sample(rows, kind, now))
        {
            if (await TryAskAsync(table, kind, bought, cancellationToken) is { } isHit)
                (asked, hits) = (asked + 1, hits + (isHit ? 1 : 0));
        }

        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var counted = State with { Position = rows.Count > 0 ? rows[^1].Position : Math.Max(State.Position, from) };
        counted = asked > 0 ? counted.With(version.Version, today, asked, hits) : counted;
        var fall = State.ToldOn < today ? HitRateFall.Find(counted.DaysOf(version.Version), today) : null;
        counted = fall is null ? counted : counted with { ToldOn = today };
        if (counted != State)
            await storage.ReplaceAsync(counted);
        services.Metrics.Hits(counted.DaysOf(version.Version));
        return fall;
    }

    private static IEnumerable<LoggedInteraction> Sample(
        IReadOnlyList<LoggedInteraction> rows, PositiveKind kind, DateTimeOffset now) => rows
            .Where(row => Positives.Holds(kind, row.Interaction) && now - row.Interaction.Timestamp < MaxAge)
            .OrderBy(row => SplitMix64.Mix((ulong)row.Position))
            .Take(MaxAsked);

    // One question more or less is nothing to fail for: the silo is busy with answers, or a store is slow.
    private async Task<bool?> TryAskAsync(
        IndexTable table, PositiveKind kind, LoggedInteraction bought, CancellationToken cancellationToken)
    {
        try
        {
            return await question.AskAsync(table, kind, bought, cancellationToken);
        }
        catch (Exception fault) when (fault is AyniException || TransientFaults.IsTransient(fault))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }
}
