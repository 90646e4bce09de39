using Ayni.Domain.Models;

namespace Ayni.Storage.Models;

/// <summary>
/// Values as files under one directory, named like their keys. A value is written to a temporary file beside that
/// directory, flushed, and renamed into place; then the folder is flushed, so that the name survives a power failure.
/// </summary>
internal sealed class FileModelStore : IModelStore
{
    /// <summary>Name of the directory inside the data directory.</summary>
    public const string DirectoryName = "files";

    /// <summary>Age from which a temporary file is a leftover of a crash.</summary>
    private static readonly TimeSpan LeftoverAge = TimeSpan.FromDays(1);

    /// <summary>Times a write makes its folder again because a delete in between removed it as empty.</summary>
    private const int MaxFolderRetries = 8;

    private readonly string _root;
    private readonly string _temporary;
    private readonly TimeProvider _timeProvider;
    private int _isSwept;

    public FileModelStore(string root, TimeProvider timeProvider)
    {
        _root = Path.GetFullPath(root);
        _temporary = _root + ".tmp";
        _timeProvider = timeProvider;
    }

    public async Task WriteAsync(
        string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken = default)
    {
        ModelKey.Check(key);
        var path = PathOf(key);
        foreach (var ancestor in ModelKey.Ancestors(key))
            if (File.Exists(PathOf(ancestor)))
                throw ModelKey.Nested(key, ancestor);
        if (Directory.Exists(path) && Enumerate(key + "/").FirstOrDefault() is { } nested)
            throw ModelKey.Nested(key, nested);
        Directory.CreateDirectory(_temporary);
        SweepLeftovers();
        var temporary = Path.Combine(_temporary, Guid.NewGuid().ToString("n"));
        try
        {
            await DurableFile.WriteAsync(temporary, value, cancellationToken).ConfigureAwait(false);
            MoveIntoPlace(temporary, path);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    public async Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken = default)
    {
        ModelKey.Check(key);
        try
        {
            return await File.ReadAllBytesAsync(PathOf(key), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException
            || (exception is UnauthorizedAccessException or IOException && !File.Exists(PathOf(key))))
        {
            return null;
        }
    }

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken = default)
    {
        ModelKey.CheckPrefix(prefix);
        return Task.Run<IReadOnlyList<string>>(
            () => [.. Enumerate(prefix).Order(StringComparer.Ordinal)], cancellationToken);
    }

    public Task<int> DeleteAsync(string prefix, CancellationToken cancellationToken = default)
    {
        ModelKey.CheckPrefix(prefix);
        return Task.Run(() => Delete(prefix), cancellationToken);
    }

    private int Delete(string prefix)
    {
        var folders = new SortedSet<string>(StringComparer.Ordinal);
        var deleted = 0;
        foreach (var key in Enumerate(prefix).ToList())
        {
            var path = PathOf(key);
            File.Delete(path);
            deleted++;
            folders.Add(Path.GetDirectoryName(path)!);
        }

        foreach (var folder in folders.Reverse())
        {
            DurableFile.FlushDirectory(folder);
            RemoveWhereEmpty(folder);
        }

        return deleted;
    }

    private void RemoveWhereEmpty(string folder)
    {
        for (var current = folder; current.Length > _root.Length; current = Path.GetDirectoryName(current)!)
        {
            try
            {
                Directory.Delete(current);
            }
            catch (IOException)
            {
                // Not empty (or already removed): another key lives there.
                return;
            }
        }
    }

    private static void MoveIntoPlace(string temporary, string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        for (var attempt = 0; ; attempt++)
        {
            DurableFile.CreateDirectory(folder);
            try
            {
                if (Directory.Exists(path))
                    Directory.Delete(path);
                File.Move(temporary, path, overwrite: true);
                DurableFile.FlushDirectory(folder);
                return;
            }
            catch (DirectoryNotFoundException) when (attempt < MaxFolderRetries)
            {
                // A delete removed the folder as empty between the two calls.
            }
        }
    }

    private IEnumerable<string> Enumerate(string prefix)
    {
        var slash = prefix.LastIndexOf('/');
        var folder = slash < 0 ? _root : PathOf(prefix[..slash]);
        if (!Directory.Exists(folder))
            return [];
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(_root, path).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(key => key.StartsWith(prefix, StringComparison.Ordinal));
    }

    // Once a process; other processes may be writing, so only what is long past any write is taken away.
    private void SweepLeftovers()
    {
        if (Interlocked.Exchange(ref _isSwept, 1) == 1)
            return;
        var oldest = _timeProvider.GetUtcNow() - LeftoverAge;
        foreach (var path in Directory.EnumerateFiles(_temporary))
            if (File.GetLastWriteTimeUtc(path) < oldest)
                File.Delete(path);
    }

    private string PathOf(string key) => Path.Combine(_root, key.Replace('/', Path.DirectorySeparatorChar));
}
