using System.Runtime.CompilerServices;
using Ayni.Domain.Erasures;
using Ayni.Domain.Errors;
using Ayni.Storage.Erasures;
using Ayni.Storage.Models;
using Ayni.Storage.Sqlite;

namespace Ayni.Storage.Backups;

/// <summary>
/// Reads an archive into an empty store of either database. The archive is checked from end to end before anything is
/// written. The rows go into the schema that they were written from, and its migrations bring them up to the program's.
/// </summary>
public static class StoreRestore
{
    private const int ProgressRows = 1 << 14;

    /// <summary>Restores; killed half-way, the store does not serve and can be restored again.</summary>
    /// <param name="request">What, and where to.</param>
    /// <param name="timeProvider">Dates the schema and the states.</param>
    /// <param name="progress">Told now and then.</param>
    /// <param name="cancellationToken">Gives up; the store stays half restored.</param>
    /// <exception cref="InvalidDataException">The archive is not whole, was altered, or is newer.</exception>
    /// <exception cref="AyniException">
    /// <c>conflict</c>: the store is not empty, or another restore is at work.
    /// </exception>
    public static async Task<RestoreReport> RunAsync(
        RestoreRequest request,
        TimeProvider timeProvider,
        IProgress<BackupProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(timeProvider);
        request.Storage.Validate();
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using var archive = BackupFile.Open(request.File);
        CheckNames(archive);
        await RestoreTarget.RefuseFilledAsync(request.Storage, cancellationToken).ConfigureAwait(false);
        await archive.CheckAsync(progress, cancellationToken).ConfigureAwait(false);
        await CheckErasedAsync(request, cancellationToken).ConfigureAwait(false);

        var target = await RestoreTarget.OpenAsync(request.Storage, request.ServiceId, cancellationToken)
            .ConfigureAwait(false);
        await using var targetScope = target.ConfigureAwait(false);
        var now = timeProvider.GetUtcNow();
        await target.BeginAsync(Path.GetFileName(request.File), now).ConfigureAwait(false);
        await target.MigrateAsync(archive.Manifest.SchemaVersion, now).ConfigureAwait(false);
        await FillAsync(target, archive, now, progress, cancellationToken).ConfigureAwait(false);
        var erased = request.Erased is { } source
            ? await LaterErasures.ApplyAsync(
                target,
                ErasureRows.EventsAsync(source, request.ServiceId, cancellationToken),
                cancellationToken).ConfigureAwait(false)
            : default;
        if (request.Erased is { } tombstones)
            await AddTombstonesAsync(target, tombstones, request.ServiceId, cancellationToken).ConfigureAwait(false);
        progress?.Report(new BackupProgress("finish", 0, 1, "steps"));
        await target.CompleteAsync(now).ConfigureAwait(false);
        var replayed = request.Erased is null
            ? new ReplayedTombstones(0, 0, 0, 0)
            : await ReplayAsync(request.Storage, timeProvider, cancellationToken).ConfigureAwait(false);
        return new RestoreReport(
            archive.Manifest,
            SqliteSchema.Migrations[^1].Version,
            erased.Interactions + replayed.Interactions,
            erased.Shoppers + replayed.Shoppers);
    }

    // They are marked as not replayed: whoever opens the store replays them, if what follows here does not come to it.
    private static async Task AddTombstonesAsync(
        RestoreTarget target, ErasureSource source, string serviceId, CancellationToken cancellationToken)
    {
        var (keys, tombstones) = await ErasureRows.TombstonesAsync(source, serviceId, cancellationToken)
            .ConfigureAwait(false);
        await target.InTransactionAsync(async () =>
        {
            await TombstoneKeys.AddAsync(target.Connection, keys).ConfigureAwait(false);
            foreach (var tombstone in tombstones)
                await TombstoneRows.PutAsync(target.Connection, tombstone, isReplayed: false).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private static async Task<ReplayedTombstones> ReplayAsync(
        StorageOptions options, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var stores = new AyniStorage(options, timeProvider);
        await using (stores.ConfigureAwait(false))
            return await stores.Tombstones.ReplayAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task FillAsync(
        RestoreTarget target,
        BackupFile archive,
        DateTimeOffset now,
        IProgress<BackupProgress>? progress,
        CancellationToken cancellationToken)
    {
        var tables = await target.TablesAsync().ConfigureAwait(false);
        foreach (var part in archive.Manifest.Parts)
        {
            if (BackupParts.TableOf(part.Name) is { } name)
            {
                var table = tables.FirstOrDefault(table => table.Name == name)
                    ?? throw archive.Damaged(part.Name, "is of a table that its schema does not have");
                var fitted = RestoredRows.Fit(archive, part, table);
                var rows = RestoredRows.ReadAsync(archive, part, fitted, cancellationToken);
                await target.FillAsync(fitted, ReportAsync(rows, name, part.Rows, progress), cancellationToken)
                    .ConfigureAwait(false);
            }
            else if (BackupParts.KeyOf(part.Name) is { } key)
            {
                progress?.Report(new BackupProgress("files", 0, part.Bytes, "bytes"));
                using var content = archive.Open(part);
                await target.AddFileAsync(key, part.Bytes, content, cancellationToken).ConfigureAwait(false);
            }
        }

        // States have one form for all schemas: they are put where the program of today keeps them.
        await target.MigrateAsync(SqliteSchema.Migrations[^1].Version, now).ConfigureAwait(false);
        foreach (var part in archive.Manifest.Parts.Where(part => part.Name == BackupParts.States))
        {
            progress?.Report(new BackupProgress("states", 0, part.Rows, "rows"));
            await target.AddStatesAsync(StatesAsync(archive, part, cancellationToken), now, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private static async IAsyncEnumerable<StoredGrainState> StatesAsync(
        BackupFile archive, BackupPart part, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0L;
        await foreach (var row in archive.RowsAsync(part, cancellationToken).ConfigureAwait(false))
        {
            number++;
            if (row[0].GetString() is not { } grain || row[1].GetString() is not { } name
                || row[2].GetString() is not { } payload)
                throw archive.Damaged(part.Name, $"has no state in row {number}");
            yield return new StoredGrainState(grain, name, payload);
        }
    }

    private static async IAsyncEnumerable<object?[]> ReportAsync(
        IAsyncEnumerable<object?[]> rows, string part, long total, IProgress<BackupProgress>? progress)
    {
        var done = 0L;
        progress?.Report(new BackupProgress(part, done, total, "rows"));
        await foreach (var row in rows.ConfigureAwait(false))
        {
            yield return row;
            if (++done % ProgressRows == 0)
                progress?.Report(new BackupProgress(part, done, total, "rows"));
        }
    }

    // Names become paths: none may lead out of the folder.
    private static void CheckNames(BackupFile archive)
    {
        foreach (var part in archive.Manifest.Parts)
        {
            if (BackupParts.KeyOf(part.Name) is not { } key)
            {
                if (part.Name != BackupParts.States && BackupParts.TableOf(part.Name) is null)
                    throw archive.Damaged(part.Name, "is a kind of part that this program does not know");
                continue;
            }

            try
            {
                ModelKey.Check(key);
            }
            catch (ArgumentException exception)
            {
                throw archive.Damaged(part.Name, $"has a name that is no key ({exception.Message})");
            }
        }
    }

    // Read before anything is written, so that a wrong name costs nothing.
    private static async Task CheckErasedAsync(RestoreRequest request, CancellationToken cancellationToken)
    {
        if (request.Erased is not { } source)
            return;
        var erased = ErasureRows.EventsAsync(source, request.ServiceId, cancellationToken);
        await foreach (var _ in erased.ConfigureAwait(false))
            break;
    }
}
