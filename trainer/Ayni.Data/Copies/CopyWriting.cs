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
    private readonly long _erasures;
    private readonly CopyMarker? _marker;
    private bool _isComplete;

    private CopyWriting(ILogCopies copies, LogCopy copy, long erasures, CopyMarker? marker) =>
        (_copies, _copy, _erasures, _marker) = (copies, copy, erasures, marker);

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
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Domain.Errors.AyniException"><c>conflict</c>: somebody writes or purges it.</exception>
    public static async Task<CopyWriting> BeginAsync(
        ILogCopies copies,
        LogCopyKind kind,
        string machine,
        string directory,
        DateTimeOffset now,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(copies);
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        var erasures = await copies.GetErasuresAsync(cancellationToken);
        var isNew = !Directory.Exists(path) || !Directory.EnumerateFileSystemEntries(path).Any();
        var copy = await copies.BeginAsync(kind, machine, path, isNew, now, cancellationToken);
        var marker = kind == LogCopyKind.Mart ? null : CopyMarker.Write(path, copy.Id);
        return new CopyWriting(copies, copy, erasures, marker);
    }

    /// <summary>Notes that the folder is complete.</summary>
    /// <param name="logPosition">Last position of the log in it.</param>
    /// <param name="cancellationToken">Gives up; the folder is then taken to be unfinished.</param>
    public async Task CompleteAsync(long logPosition, CancellationToken cancellationToken = default) =>
        _isComplete = await _copies.CompleteAsync(_copy.Id, logPosition, _erasures, cancellationToken);

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
