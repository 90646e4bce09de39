using Ayni.Domain.Copies;

namespace Ayni.Data.Copies;

/// <summary>A registered folder as it is found on this machine, held until it is disposed of.</summary>
/// <param name="Presence">How it is found.</param>
/// <param name="Path">Where.</param>
/// <param name="IsUnfinished">True of a mart that a killed process left beside its place.</param>
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
        var partial = copy.Directory + PartialSuffix;
        if (presence != CopyPresence.Missing || copy.Kind != LogCopyKind.Mart)
            return new CopyFolder(presence, copy.Directory, false, marker);
        (presence, marker) = CopyMarker.Hold(partial, copy.Id);
        return new CopyFolder(presence, partial, true, marker);
    }

    /// <inheritdoc/>
    public void Dispose() => Marker?.Dispose();
}
