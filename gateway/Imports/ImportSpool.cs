using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Ayni.Data.Import;
using Ayni.Domain.Imports;
using Ayni.Gateway.Json;

namespace Ayni.Gateway.Imports;

/// <summary>
/// Files on their way in, one folder an import and one in it a file, so that names stay as they were sent. An import is
/// accepted once its request is written; folders without one are what a stop left of an upload. Whoever has a folder
/// holds a lock on it, so that gateways may share a disk.
/// </summary>
internal sealed class ImportSpool(string root) : IDisposable
{
    private const string LockName = "lock";
    private const string RequestName = "request.json";
    private const string UnnamedFile = "upload";
    private const int MaxNameLength = 120;
    private const int HashLength = 16;
    private const string RejectedSuffix = ".rejected.ndjson";
    private const string Forbidden = ":*?\"<>|";

    private readonly ConcurrentDictionary<string, FileStream> _held = new(StringComparer.Ordinal);

    /// <summary>Folder of an import.</summary>
    public string FolderOf(string id) => Path.Combine(root, id);

    /// <summary>Path of a file of an import.</summary>
    public string PathOf(string id, int index, string name) => Path.Combine(FolderOf(id), $"{index}", name);

    /// <summary>Path of the refused rows of an import, which stay beside its folder when that is gone.</summary>
    public string RejectedPathOf(string id) => Path.Combine(root, id + RejectedSuffix);

    /// <summary>Deletes the refused rows of imports that are told of no more, and are not under way.</summary>
    public void PruneRejected(IReadOnlySet<string> told)
    {
        if (!Directory.Exists(root))
            return;
        foreach (var path in Directory.GetFiles(root, "*" + RejectedSuffix))
        {
            var id = Path.GetFileName(path)[..^RejectedSuffix.Length];
            if (!told.Contains(id) && !Directory.Exists(FolderOf(id)))
                File.Delete(path);
        }
    }

    /// <summary>The paths of an import's files by what they hold.</summary>
    public ImportFiles FilesOf(SpooledImport import)
    {
        var paths = import.Files.Select((file, index) => PathOf(import.Id, index, file.Name)).ToList();
        return new ImportFiles(OfKind(ImportTarget.Interactions), OfKind(ImportTarget.Products));

        List<string> OfKind(ImportTarget kind) => [.. paths.Where((_, index) => import.Files[index].Kind == kind)];
    }

    /// <summary>Opens the folder of an import, for this process alone.</summary>
    /// <returns>False: another process has it.</returns>
    public bool TryHold(string id)
    {
        Directory.CreateDirectory(FolderOf(id));
        try
        {
            _held[id] = new FileStream(
                Path.Combine(FolderOf(id), LockName), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>
    /// Writes a file that is being sent. One without a name is called by its content: rows without a key of their own
    /// get ids from the name and the line, and other rows must not get the same.
    /// </summary>
    /// <returns>Its path and size.</returns>
    public async Task<(string Path, long Size)> WriteAsync(
        string id, int index, string? name, Stream body, CancellationToken cancellationToken)
    {
        var path = PathOf(id, index, NameOf(name));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        await body.CopyToAsync(file, cancellationToken);
        if (Path.GetFileName(path) == UnnamedFile)
        {
            file.Position = 0;
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
            File.Move(path, $"{path}-{hash[..HashLength]}");
            path = $"{path}-{hash[..HashLength]}";
        }

        return (path, file.Length);
    }

    /// <summary>Accepts an import: from here on it survives this process.</summary>
    public async Task AcceptAsync(SpooledImport import, CancellationToken cancellationToken)
    {
        var path = Path.Combine(FolderOf(import.Id), RequestName);
        var partial = path + ".partial";
        await using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await JsonSerializer.SerializeAsync(file, import, WireFormat.Options, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(partial, path, overwrite: true);
    }

    /// <summary>
    /// What was accepted and has not ended, oldest first; clears away what was never accepted. What cannot be read
    /// stays where it is.
    /// </summary>
    public IReadOnlyList<SpooledImport> TakeUp(ILogger logger)
    {
        if (!Directory.Exists(root))
            return [];
        var accepted = new List<SpooledImport>();
        foreach (var folder in Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal).ToList())
        {
            var id = Path.GetFileName(folder);
            if (!TryHold(id))
                continue;
            var request = Path.Combine(folder, RequestName);
            if (!File.Exists(request))
                Delete(id);
            else if (TryRead(request, logger) is { } import)
                accepted.Add(import);
        }

        return accepted;
    }

    /// <summary>Deletes the files of an import.</summary>
    public void Delete(string id)
    {
        if (_held.TryRemove(id, out var held))
            held.Dispose();
        if (Directory.Exists(FolderOf(id)))
            Directory.Delete(FolderOf(id), recursive: true);
    }

    public void Dispose()
    {
        foreach (var held in _held.Values)
            held.Dispose();
        _held.Clear();
    }

    /// <summary>A text of the importer without the folder that its files lie in.</summary>
    public string WithoutFolders(string id, string text)
    {
        var folder = FolderOf(id) + Path.DirectorySeparatorChar;
        var at = text.IndexOf(folder, StringComparison.Ordinal);
        while (at >= 0)
        {
            var name = text.IndexOf(Path.DirectorySeparatorChar, at + folder.Length);
            text = text.Remove(at, name < 0 ? folder.Length : name + 1 - at);
            at = text.IndexOf(folder, StringComparison.Ordinal);
        }

        return text;
    }

    private static SpooledImport? TryRead(string path, ILogger logger)
    {
        try
        {
            return JsonSerializer.Deserialize<SpooledImport>(File.ReadAllBytes(path), WireFormat.Options);
        }
        catch (JsonException fault)
        {
            logger.LogError(
                "{Path} cannot be read: {Problem} Send the files beside it again, and delete their folder", path,
                fault.Message);
            return null;
        }
    }

    /// <summary>A name that is safe as a file's: the last part of what was sent, without what none may have.</summary>
    private static string NameOf(string? sent)
    {
        var last = sent?.Split('/', '\\')[^1] ?? "";
        var name = string.Concat(last.Where(letter => !char.IsControl(letter) && !Forbidden.Contains(letter)))
            .Trim().TrimStart('.');
        if (name.Length == 0)
            return UnnamedFile;
        return name.Length <= MaxNameLength ? name : name[^MaxNameLength..].TrimStart('.', ' ');
    }
}
