using Ayni.Data.Mart.Versions;
using Ayni.Domain.Copies;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;

namespace Ayni.Data.Copies;

/// <summary>
/// Takes erased shoppers out of registered folders, wherever a folder with the right mark can be seen: on the machine
/// that wrote it, or where it is mounted by the same path.
/// </summary>
/// <param name="copies">The register.</param>
/// <param name="erased">What was erased.</param>
/// <param name="machine">Name of this machine: of its own folders it can say that they are gone.</param>
/// <param name="forgetAfter">How long a folder of this machine may be missing before it is forgotten.</param>
public sealed class CopyPurger(ILogCopies copies, IErasedPositions erased, string machine, TimeSpan forgetAfter)
{
    /// <summary>How long a folder may be missing: longer than a mount is away. <value>Default 7 days.</value></summary>
    public static readonly TimeSpan DefaultForgetAfter = TimeSpan.FromDays(7);

    private static readonly Dictionary<string, long> Nothing = [];

    /// <summary>How a registered folder is found on this machine.</summary>
    public static CopyPresence Look(LogCopy copy)
    {
        ArgumentNullException.ThrowIfNull(copy);
        try
        {
            using var folder = CopyFolder.Hold(copy);
            return folder.Presence;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // There to be read alone, or not even that.
            return File.Exists(Path.Combine(copy.Directory, CopyMarker.FileName))
                ? CopyPresence.There
                : CopyPresence.Missing;
        }
    }

    /// <summary>
    /// Purges one. Can be stopped at any moment, and does what is left the next time. Does not throw for what is wrong
    /// with the folder: the outcome and the register say it.
    /// </summary>
    public async Task<CopyPurge> PurgeAsync(
        LogCopy copy, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(copy);
        try
        {
            if (IsInOrder(copy))
                return new CopyPurge(copy, CopyOutcome.Clean, Nothing);
            using var folder = CopyFolder.Hold(copy);
            return folder.Presence switch
            {
                CopyPresence.There => await PurgeAsync(copy, folder, now, cancellationToken),
                CopyPresence.InUse => new CopyPurge(copy, CopyOutcome.InUse, Nothing),
                _ => await MissAsync(copy, now, cancellationToken),
            };
        }
        catch (Exception exception) when (IsOfTheFolder(exception))
        {
            await copies.NoteAsync(copy.Id, null, exception.Message, cancellationToken);
            return new CopyPurge(copy, CopyOutcome.Failed, Nothing, exception.Message);
        }
    }

    /// <summary>
    /// Purges a mart whatever the register says of it, and registers it where it is: one from before there was a
    /// register, or that somebody moved.
    /// </summary>
    /// <returns>What was removed; null: there was nothing.</returns>
    /// <exception cref="AyniException">
    /// <c>not_found</c> or <c>invalid</c>: the manifest. <c>conflict</c>: somebody writes or purges it.
    /// </exception>
    public async Task<MartPurge?> AdoptAsync(
        string directory, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        var position = MartManifest.Load(path).LogPosition;
        var through = await copies.GetErasuresAsync(cancellationToken);
        var copy = await copies.BeginAsync(LogCopyKind.Mart, machine, path, 0, now, cancellationToken);
        using var marker = CopyMarker.Write(path, copy.Id);
        var purge = await new MartPurger(erased).PurgeAsync(path, now, cancellationToken);
        await copies.CompleteAsync(copy.Id, position, through, cancellationToken);
        await copies.MarkPurgedAsync(copy.Id, through, now, cancellationToken);
        return purge;
    }

    private async Task<CopyPurge> PurgeAsync(
        LogCopy copy, CopyFolder folder, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (copy.ErasuresWithin == 0)
        {
            if (copy.MissingSince is not null || copy.Problem is not null)
                await copies.NoteAsync(copy.Id, null, null, cancellationToken);
            return new CopyPurge(copy, CopyOutcome.Clean, Nothing);
        }

        if (folder.IsUnfinished)
        {
            folder.Delete(copy.Kind);
            await copies.ForgetAsync(copy.Id, cancellationToken);
            return new CopyPurge(copy, CopyOutcome.Deleted, Nothing);
        }

        // Before the erased positions are read: they are those of this erasure and perhaps of later ones.
        var through = await copies.GetErasuresAsync(cancellationToken);
        var removed = await RemoveAsync(copy.Kind, folder.Path, now, cancellationToken);
        await copies.MarkPurgedAsync(copy.Id, through, now, cancellationToken);
        return new CopyPurge(copy, removed.Count == 0 ? CopyOutcome.Clean : CopyOutcome.Purged, removed);
    }

    private async Task<IReadOnlyDictionary<string, long>> RemoveAsync(
        LogCopyKind kind, string directory, DateTimeOffset now, CancellationToken cancellationToken) => kind switch
        {
            LogCopyKind.Features or LogCopyKind.Preprocessed =>
                await new FeaturePurger(erased, kind, directory).PurgeAsync(cancellationToken),
            LogCopyKind.Mart =>
                (await new MartPurger(erased).PurgeAsync(directory, now, cancellationToken))?.RowsRemoved ?? Nothing,
            _ => throw new AyniException(
                ErrorCodes.Invalid,
                $"'{directory}' is of kind {(int)kind}, which this program does not know: run the newer one."),
        };

    // Without a hold, which would be in the way of a writer at every look.
    private static bool IsInOrder(LogCopy copy) =>
        copy is { ErasuresWithin: 0, MissingSince: null, Problem: null }
        && File.Exists(Path.Combine(copy.Directory, CopyMarker.FileName));

    private async Task<CopyPurge> MissAsync(LogCopy copy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (copy.Machine != machine)
            return new CopyPurge(copy, CopyOutcome.Elsewhere, Nothing);
        var since = copy.MissingSince ?? now;
        if (now - since >= forgetAfter)
        {
            await copies.ForgetAsync(copy.Id, cancellationToken);
            return new CopyPurge(copy, CopyOutcome.Forgotten, Nothing);
        }

        if (copy.MissingSince is null)
            await copies.NoteAsync(copy.Id, since, copy.Problem, cancellationToken);
        return new CopyPurge(copy, CopyOutcome.Missing, Nothing);
    }

    // What a folder or its files can be: not there, not readable, no space, no Parquet. The rest is a bug or the store.
    private static bool IsOfTheFolder(Exception exception) => exception
        is IOException or UnauthorizedAccessException or AyniException or InvalidDataException
        or Parquet.ParquetException;
}
