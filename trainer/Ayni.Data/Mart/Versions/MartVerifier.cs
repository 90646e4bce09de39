using Ayni.Data.Copies;
using Ayni.Data.Mart.Files;

namespace Ayni.Data.Mart.Versions;

/// <summary>Compares the files of a mart with its manifest.</summary>
public static class MartVerifier
{
    /// <summary>Reads every file again.</summary>
    /// <returns>What differs; nothing of a mart that is whole.</returns>
    /// <exception cref="Domain.Errors.AyniException"><c>not_found</c> or <c>invalid</c>: the manifest.</exception>
    public static async Task<IReadOnlyList<MartFault>> VerifyAsync(
        string directory, CancellationToken cancellationToken = default)
    {
        var manifest = MartManifest.Load(directory);
        var faults = new List<MartFault>();
        foreach (var file in manifest.Files)
        {
            if (await FaultOfAsync(directory, file, cancellationToken) is { } fault)
                faults.Add(fault);
        }

        var known = manifest.Files.Select(file => file.Path).Append(MartFiles.ManifestName)
            .Append(CopyMarker.FileName).ToHashSet(StringComparer.Ordinal);
        faults.AddRange(PathsOf(directory).Where(path => !known.Contains(path))
            .Select(path => new MartFault(path, "is there, and the manifest does not list it.")));
        var hash = MartFiles.ContentHash(manifest.Files);
        if (hash != manifest.ContentHash)
        {
            faults.Add(new MartFault(
                MartFiles.ManifestName,
                $"says content hash {manifest.ContentHash}; its own list of files gives {hash}."));
        }

        return faults;
    }

    private static async Task<MartFault?> FaultOfAsync(
        string directory, MartFile file, CancellationToken cancellationToken)
    {
        if (!File.Exists(MartFiles.FullPath(directory, file.Path)))
            return new MartFault(file.Path, "is missing.");
        var found = await MartFiles.DescribeAsync(directory, file.Path, file.Rows, cancellationToken);
        return found == file
            ? null
            : new MartFault(
                file.Path,
                $"has {found.Bytes} bytes and hash {found.Sha256}; the manifest says {file.Bytes} and {file.Sha256}.");
    }

    private static IEnumerable<string> PathsOf(string directory) => Directory
        .EnumerateFiles(directory, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(directory, path).Replace(Path.DirectorySeparatorChar, '/'))
        .Order(StringComparer.Ordinal);
}
