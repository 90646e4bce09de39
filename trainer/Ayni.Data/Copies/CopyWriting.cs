using Ayni.Domain.Copies;

namespace Ayni.Data.Copies;

/// <summary>
/// A folder that is being made of the log. It is registered before its first byte is written, so that a crash loses
/// none, and taken off the register where nothing came of it.
/// </summary>
public sealed class CopyWriting : IAsyncDisposable
{
    private readonly ILogCopies _copies;
    private readonly LogCopy _copy;
    private readonly long _lacked;
    private readonly CopyMarker? _marker;
    private bool _isComplete;

    private CopyWriting(ILogCopies copies, LogCopy copy, long lacked, CopyMarker? marker) =>
        (_copies, _copy, _lacked, _marker) = (copies, copy, lacked, marker);

    /// <summary>Id of the folder in the register.</summary>
    public string Id => _copy.Id;

    /// <summary>
    /// Registers a folder. Comes before the log is read: what is erased from then on is taken to be in the folder. A
    /// mart is held by who makes it, for its folder is not in its place yet; any other is held from here on.
    /// </summary>
    /// <param name="copies">The register.</param>
    /// <param name="kind">What the folder will hold.</param>
    /// <param name="machine">Name of this machine.</param>
    /// <param name="directory">The folder.</param>
    /// <param name="now">Time.</param>
    /// <param name="origin">Where the register is and what the files are made of; null: of the log.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Domain.Errors.AyniException"><c>conflict</c>: somebody writes or purges it.</exception>
    public static async Task<CopyWriting> BeginAsync(
        ILogCopies copies,
        LogCopyKind kind,
        string machine,
        string directory,
        DateTimeOffset now,
        CopyOrigin? origin = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(copies);
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        var lacked = await LackedAsync(copies, origin?.Source, cancellationToken);
        var isNew = !Directory.Exists(path) || !Directory.EnumerateFileSystemEntries(path).Any();
        var copy = await copies.BeginAsync(kind, machine, path, isNew ? lacked : 0, now, cancellationToken);
        var marker = kind == LogCopyKind.Mart ? null : CopyMarker.Write(path, copy.Id, origin?.Store);
        return new CopyWriting(copies, copy, lacked, marker);
    }

    // Files made of others lack whom those lack; of a folder that nobody knows that is nobody.
    private static async Task<long> LackedAsync(
        ILogCopies copies, string? source, CancellationToken cancellationToken)
    {
        if (source is null)
            return await copies.GetErasuresAsync(cancellationToken);
        var id = CopyMarker.Read(source)?.Id;
        var known = await copies.ReadAsync(cancellationToken);
        return known.FirstOrDefault(copy => copy.Id == id)?.PurgedThrough ?? 0;
    }

    /// <summary>Notes that the folder is complete.</summary>
    /// <param name="logPosition">Last position of the log in it.</param>
    /// <param name="cancellationToken">Gives up; the folder is then taken to be unfinished.</param>
    public async Task CompleteAsync(long logPosition, CancellationToken cancellationToken = default) =>
        _isComplete = await _copies.CompleteAsync(_copy.Id, logPosition, _lacked, cancellationToken);

    /// <summary>Lets go of the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_isComplete)
            RemoveIfEmpty();
        _marker?.Dispose();
        if (_isComplete)
            return;
        using var folder = CopyFolder.Hold(_copy);
        if (folder.Presence == CopyPresence.Missing)
            await _copies.ForgetAsync(_copy.Id, CancellationToken.None);
    }

    // A folder with nothing but the mark of it was made for nothing.
    private void RemoveIfEmpty()
    {
        if (_marker is not null
            && Directory.EnumerateFileSystemEntries(_copy.Directory)
                .All(path => Path.GetFileName(path) == CopyMarker.FileName))
            Directory.Delete(_copy.Directory, recursive: true);
    }
}
