using System.Globalization;
using Ayni.Domain.Errors;

namespace Ayni.Silo.Hosting;

/// <summary>
/// Keeps a second silo off a data directory: two would each believe they own every grain. The operating system drops
/// the lock with the process, however it ends.
/// </summary>
internal sealed class DataDirectoryLock : IDisposable
{
    private const string FileName = "silo.lock";
    private readonly FileStream _file;

    private DataDirectoryLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, making the folder if need be.</summary>
    /// <exception cref="AyniException"><c>conflict</c>: another process serves this folder.</exception>
    public static DataDirectoryLock Take(string dataDirectory)
    {
        Directory.CreateDirectory(dataDirectory);
        var path = Path.Combine(dataDirectory, FileName);
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write(System.Text.Encoding.ASCII.GetBytes(
                Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            file.Flush();
            return new DataDirectoryLock(file);
        }
        catch (IOException error)
        {
            throw new AyniException(
                ErrorCodes.Conflict,
                $"The data directory '{Path.GetFullPath(dataDirectory)}' is served by another process "
                + $"({error.Message}). Stop that process, ask it over HTTP instead, or name another directory.");
        }
    }

    public void Dispose() => _file.Dispose();
}
