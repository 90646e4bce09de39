using Ayni.Domain.Errors;

namespace Ayni.Data.Mart;

/// <summary>
/// The folder of a mart in the making: beside its place until it is complete, so that no half of one is read.
/// </summary>
internal sealed class MartFolder
{
    private readonly string _directory;

    public MartFolder(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        _directory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        var isTaken = Directory.Exists(_directory) && Directory.EnumerateFileSystemEntries(_directory).Any();
        if (isTaken || File.Exists(_directory))
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"'{directory}' is taken, and a version is never written over. Name a folder that is not there yet.");
        }

        Partial = _directory + ".partial";
        Clear();
        Directory.CreateDirectory(Partial);
    }

    /// <summary>Where it is being written.</summary>
    public string Partial { get; }

    /// <summary>Puts it in its place.</summary>
    public void Complete()
    {
        if (Directory.Exists(_directory))
            Directory.Delete(_directory);
        Directory.Move(Partial, _directory);
    }

    /// <summary>Leaves nothing of one that was not completed.</summary>
    public void Clear()
    {
        if (Directory.Exists(Partial))
            Directory.Delete(Partial, recursive: true);
    }
}
