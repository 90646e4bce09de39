using Ayni.Data.Mart.Files;
using Ayni.Data.Mart.Versions;

namespace Ayni.Data.Mart.Purging;

/// <summary>
/// New files of a mart beside the old ones. Once their manifest is there they count: what a crash leaves undone is done
/// by the next one who comes by. Before that they are nothing.
/// </summary>
internal sealed class StagedFiles(string directory)
{
    /// <summary>Folder below the mart's.</summary>
    public const string FolderName = ".purge";

    /// <summary>Where the new files are written.</summary>
    public string Root { get; } = Path.Combine(directory, FolderName);

    private string Manifest => Path.Combine(Root, MartFiles.ManifestName);

    /// <summary>Finishes what was left undone, or forgets what never counted.</summary>
    public void Recover()
    {
        if (File.Exists(Manifest))
            Apply();
        else
            Clear();
    }

    /// <summary>Makes the new files those of the mart.</summary>
    public async Task CommitAsync(MartManifest manifest, CancellationToken cancellationToken)
    {
        // There is none yet where nothing is left to write.
        Directory.CreateDirectory(Root);
        var unfinished = Manifest + ".unfinished";
        await manifest.SaveAsync(unfinished, cancellationToken);
        File.Move(unfinished, Manifest);
        Apply();
    }

    public void Clear()
    {
        if (Directory.Exists(Root))
            Directory.Delete(Root, recursive: true);
    }

    private void Apply()
    {
        var manifest = MartManifest.Load(Root);
        var kept = manifest.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var path in kept.Where(path => File.Exists(MartFiles.FullPath(Root, path))))
        {
            var target = MartFiles.FullPath(directory, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(MartFiles.FullPath(Root, path), target, overwrite: true);
        }

        foreach (var file in MartManifest.Load(directory).Files.Where(file => !kept.Contains(file.Path)))
            Remove(MartFiles.FullPath(directory, file.Path));
        File.Move(Manifest, Path.Combine(directory, MartFiles.ManifestName), overwrite: true);
        Clear();
    }

    private void Remove(string path)
    {
        if (File.Exists(path))
            File.Delete(path);
        var top = Path.GetFullPath(directory);
        for (var folder = Path.GetDirectoryName(Path.GetFullPath(path));
             folder is not null && folder.Length > top.Length && Directory.Exists(folder)
                 && !Directory.EnumerateFileSystemEntries(folder).Any();
             folder = Path.GetDirectoryName(folder))
            Directory.Delete(folder);
    }
}
