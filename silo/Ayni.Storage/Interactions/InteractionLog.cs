using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;

namespace Ayni.Storage.Interactions;

/// <summary>The log over either database: statements are shared, only the writer differs.</summary>
internal sealed partial class InteractionLog
    : LogReader, IInteractionLog, IUserInteractions, IErasedPositions, ILogPressure, IAsyncDisposable
{
    /// <summary>Most interactions of one all-or-nothing append.</summary>
    public const int MaxAppendInteractions = 65_536;

    /// <summary>Interactions of one commit of a bulk append.</summary>
    public const int BulkCommitInteractions = 65_536;

    /// <summary>Memory of the interactions of one such commit; long reviews fill it before their number does.</summary>
    public const long BulkCommitBytes = 32L * 1024 * 1024;

    private readonly IStorageDatabase _database;
    private readonly IInteractionWriter _writer;
    private readonly GroupCommit _commits;
    private readonly LogMetrics? _metrics;

    public InteractionLog(
        IStorageDatabase database, IInteractionWriter writer, LogMetrics? metrics, TimeProvider time)
        : base(database)
    {
        _database = database;
        _writer = writer;
        _commits = new GroupCommit(writer, time);
        _metrics = metrics;
        metrics?.Watch(() => _commits.WaitingInteractions);
    }

    public bool TakesMore => _commits.HasRoom;

    public async Task<IReadOnlyList<AppendResult>> AppendAsync(
        IReadOnlyList<Interaction> interactions, CancellationToken cancellationToken = default)
    {
        var checkedInteractions = InteractionGuard.Check(interactions);
        if (checkedInteractions.Length > MaxAppendInteractions)
            throw new ArgumentException(
                $"An append of {checkedInteractions.Length} interactions is over the limit of {MaxAppendInteractions}; "
                + $"use {nameof(AppendBulkAsync)}, which commits in batches.");
        if (checkedInteractions.Length == 0)
            return [];
        var call = new AppendCall(checkedInteractions);
        await CommitAsync(call, cancellationToken).ConfigureAwait(false);
        var results = new AppendResult[call.Interactions.Length];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = new AppendResult(call.Interactions[i].EventId, call.Positions[i], call.Duplicates[i])
            {
                IsErased = call.Erased[i],
            };
        }

        return results;
    }

    public async Task<BulkAppendResult> AppendBulkAsync(
        IAsyncEnumerable<Interaction> interactions,
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(interactions);
        long processed = 0, duplicates = 0, erased = 0, bytes = 0;
        var batch = new List<Interaction>();
        await foreach (var interaction in interactions.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            InteractionGuard.Check(interaction, processed + batch.Count);
            batch.Add(interaction);
            bytes += InteractionMemory.BytesOf(interaction);
            if (batch.Count == BulkCommitInteractions || bytes >= BulkCommitBytes)
                await FlushAsync().ConfigureAwait(false);
        }

        if (batch.Count > 0)
            await FlushAsync().ConfigureAwait(false);
        var head = await GetHeadAsync(cancellationToken).ConfigureAwait(false);
        return new BulkAppendResult(processed - duplicates - erased, duplicates, head) { Erased = erased };

        async Task FlushAsync()
        {
            var call = new AppendCall([.. batch]) { IsBulk = true };
            batch.Clear();
            bytes = 0;
            await CommitAsync(call, cancellationToken).ConfigureAwait(false);
            processed += call.Interactions.Length;
            duplicates += call.DuplicateCount;
            erased += call.ErasedCount;
            progress?.Report(processed);
        }
    }

    public Task<long> EraseUserAsync(string userId, CancellationToken cancellationToken = default) =>
        EraseUserAsOfAsync(userId, long.MaxValue, cancellationToken);

    public Task<long> EraseUserAsOfAsync(
        string userId, long asOfPosition, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        ArgumentOutOfRangeException.ThrowIfNegative(asOfPosition);
        return _database.WriteAsync(
            async connection =>
            {
                await LogErasure.LockAsync(connection).ConfigureAwait(false);
                return await LogErasure.DeleteAsync(
                    connection,
                    _writer.EventHashSql,
                    ErasureReason.Other,
                    "user_id = @user AND position <= @as_of",
                    [("user", userId), ("as_of", asOfPosition)]).ConfigureAwait(false);
            },
            cancellationToken);
    }

    public ValueTask DisposeAsync() => _commits.DisposeAsync();

    private async Task CommitAsync(AppendCall call, CancellationToken cancellationToken)
    {
        await _database.InitializeAsync(cancellationToken).ConfigureAwait(false);
        var begun = _metrics?.Begin() ?? 0;
        var outcome = LogMetrics.Failed;
        try
        {
            await _commits.AppendAsync(call, cancellationToken).ConfigureAwait(false);
            outcome = LogMetrics.Committed;
        }
        catch (AyniException refusal) when (refusal.Code == ErrorCodes.Overloaded)
        {
            outcome = LogMetrics.Refused;
            throw;
        }
        finally
        {
            _metrics?.End(begun, outcome);
        }
    }
}
