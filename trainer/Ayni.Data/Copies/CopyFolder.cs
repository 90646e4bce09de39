using Ayni.Domain.Copies;

namespace Ayni.Data.Copies;

/// <summary>A registered folder as it is found on this machine, held until it is disposed of.</summary>
/// <param name="Presence">How it is found.</param>
/// <param name="Path">Where.</param>
/// <param name="IsUnfinished">True of one that a killed process left in the making, which nothing reads.</param>
/// <param name="Marker">The hold; null: none.</param>
internal sealed record CopyFolder(CopyPresence Presence, string Path, bool IsUnfinished, CopyMarker? Marker)
    : IDisposable
{
    /// <summary>What a mart's folder ends with until the mart is complete.</summary>
    public const string PartialSuffix = ".partial";

    /// <summary>Finds and holds one.</summary>
    public static CopyFolder Hold(LogCopy copy)
    {
        var (presence, marker) = CopyMarker.Hold(copy.Directory, copy.Id);
        if (presence != CopyPresence.Missing || copy.Kind != LogCopyKind.Mart)
        {
            var isUnfinished = presence == CopyPresence.There && copy.Kind == LogCopyKind.Features
                && !FeaturePurger.IsComplete(copy.Directory);
            return new CopyFolder(presence, copy.Directory, isUnfinished, marker);
        }

        var partial = copy.Directory + PartialSuffix;
        (presence, marker) = CopyMarker.Hold(partial, copy.Id);
        return new CopyFolder(presence, partial, true, marker);
    }

    /// <summary>
    /// Deletes what was left unfinished: of a mart the whole folder, which is its own; else the files of its kind.
    /// </summary>
    public void Delete(LogCopyKind kind)
    {
        if (kind == LogCopyKind.Mart)
            Directory.Delete(Path, recursive: true);
        else
            FeaturePurger.DeleteFiles(Path);
    }

    /// <inheritdoc/>
    public void Dispose() => Marker?.Dispose();
}
