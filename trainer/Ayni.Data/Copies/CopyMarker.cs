using System.Text;
using Ayni.Domain.Errors;

namespace Ayni.Data.Copies;

/// <summary>
/// The file in a folder made of the log that says which entry of the register it is, so that no other folder of the
/// same path is taken for it. Who writes or purges the folder holds the file; a process that dies lets go of it.
/// </summary>
public sealed class CopyMarker : IDisposable
{
    /// <summary>Name of the file.</summary>
    public const string FileName = ".ayni-copy";

    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharingViolationOnWindows = unchecked((int)0x80070020);

    private readonly FileStream _file;

    private CopyMarker(FileStream file) => _file = file;

    /// <summary>Marks a folder, which is made if it is not there, and holds it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="id">Its id.</param>
    /// <param name="store">Where the register is, for who makes other files of these; null: it is not said.</param>
    /// <exception cref="AyniException"><c>conflict</c>: somebody else holds it.</exception>
    public static CopyMarker Write(string folder, string id, string? store = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentException.ThrowIfNullOrEmpty(id);
        Directory.CreateDirectory(folder);
        FileStream file;
        try
        {
            file = Open(folder, FileMode.OpenOrCreate);
        }
        catch (IOException exception) when (IsHeld(exception))
        {
            throw InUse(folder);
        }

        file.SetLength(0);
        file.Write(Encoding.UTF8.GetBytes(store is null ? $"{id}\n" : $"{id}\n{store}\n"));
        file.Flush(flushToDisk: true);
        return new CopyMarker(file);
    }

    /// <summary>Holds a folder if it is the one of an id.</summary>
    /// <returns>How it is found, and the hold, where there is one.</returns>
    internal static (CopyPresence Presence, CopyMarker? Marker) Hold(string folder, string id)
    {
        try
        {
            var file = Open(folder, FileMode.Open);
            using var reader = new StreamReader(file, leaveOpen: true);
            if (reader.ReadLine() == id)
                return (CopyPresence.There, new CopyMarker(file));
            file.Dispose();
            return (CopyPresence.Missing, null);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return (CopyPresence.Missing, null);
        }
        catch (IOException exception) when (IsHeld(exception))
        {
            return (CopyPresence.InUse, null);
        }
    }

    /// <summary>What the mark of a folder says: its id, and where the register is.</summary>
    /// <returns>Null: the folder has no mark.</returns>
    /// <exception cref="AyniException"><c>conflict</c>: somebody writes or purges the folder.</exception>
    public static (string Id, string? Store)? Read(string folder)
    {
        try
        {
            return File.ReadAllLines(Path.Combine(folder, FileName)) is [var id, .. var rest]
                ? (id, rest.FirstOrDefault())
                : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (IOException exception) when (IsHeld(exception))
        {
            throw InUse(folder);
        }
    }

    /// <summary>Lets go of the folder; the file stays.</summary>
    public void Dispose() => _file.Dispose();

    private static FileStream Open(string folder, FileMode mode) =>
        new(Path.Combine(folder, FileName), mode, FileAccess.ReadWrite, FileShare.None);

    private static AyniException InUse(string folder) => new(
        ErrorCodes.Conflict,
        $"'{folder}' is being written, or purged of erased shoppers, by another process: try again when that has "
        + "ended.");

    private static bool IsHeld(IOException exception) =>
        exception.HResult is WouldBlockOnLinux or WouldBlockOnMac or SharingViolationOnWindows;
}
