using Ayni.Data.Copies;
using Ayni.Domain.Errors;

namespace Ayni.Data.Mart;

/// <summary>
/// The folder of a mart in the making: beside its place until it is complete, so that no half of one is read.
/// </summary>
internal sealed class MartFolder : IDisposable
{
    private readonly string _directory;
    private readonly CopyMarker? _marker;

    /// <param name="directory">Its place.</param>
    /// <param name="copyId">Its id in the register of copies; null: it is in none.</param>
    public MartFolder(string directory, string? copyId)
    {
        RequireFree(directory);
        _directory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        Partial = _directory + CopyFolder.PartialSuffix;
        Clear();
        Directory.CreateDirectory(Partial);
        _marker = copyId is null ? null : CopyMarker.Write(Partial, copyId);
    }

    /// <summary>Where it is being written.</summary>
    public string Partial { get; }

    /// <exception cref="AyniException"><c>invalid</c>: something is in its place.</exception>
    public static void RequireFree(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        var isTaken = Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any();
        if (isTaken || File.Exists(directory))
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"'{directory}' is taken, and a version is never written over. Name a folder that is not there yet.");
        }
    }

    /// <summary>Puts it in its place.</summary>
    public void Complete()
    {
        // Windows moves no folder of which a file is open. Elsewhere it is held until it is in its place, so that
        // nobody takes it for one that was left unfinished.
        if (OperatingSystem.IsWindows())
            _marker?.Dispose();
        if (Directory.Exists(_directory))
            Directory.Delete(_directory);
        Directory.Move(Partial, _directory);
    }

    private void Clear()
    {
        if (Directory.Exists(Partial))
            Directory.Delete(Partial, recursive: true);
    }

    /// <summary>Leaves nothing of one that was not completed, and lets go of it.</summary>
    public void Dispose()
    {
        _marker?.Dispose();
        Clear();
    }
}
