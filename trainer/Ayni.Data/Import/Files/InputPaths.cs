using Ayni.Domain.Errors;

namespace Ayni.Data.Import.Files;

/// <summary>
/// The files that arguments of a command line mean: a file, a folder (its files in ordinal order of their names, hidden
/// ones left out), or <c>-</c>, standard input, which is copied to disk for as long as this lives.
/// </summary>
public sealed class InputPaths : IDisposable
{
    /// <summary>Most files of one import.</summary>
    public const int MaxFiles = 10_000;

    private const string StandardInput = "-";

    private readonly List<string> _copies = [];

    /// <summary>Finds them.</summary>
    /// <param name="arguments">Paths of files and folders, and <c>-</c>.</param>
    /// <param name="openStandardInput">Opens standard input; asked at most once.</param>
    /// <exception cref="AyniException"><c>not_found</c>: nothing is there. <c>invalid</c>: too many files.</exception>
    public InputPaths(IEnumerable<string> arguments, Func<Stream> openStandardInput)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(openStandardInput);
        var paths = new List<string>();
        try
        {
            foreach (var argument in arguments)
                paths.AddRange(Expand(argument, openStandardInput));
        }
        catch
        {
            Dispose();
            throw;
        }

        if (paths.Count > MaxFiles)
        {
            throw new AyniException(
                ErrorCodes.Invalid, $"{paths.Count} files; at most {MaxFiles} go into one import. Give fewer.");
        }

        Paths = paths;
    }

    /// <summary>Paths of files, in the order of the arguments.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var copy in _copies)
            File.Delete(copy);
        _copies.Clear();
    }

    private List<string> Expand(string argument, Func<Stream> openStandardInput)
    {
        if (argument == StandardInput)
        {
            using var input = openStandardInput();
            return [Copy(input)];
        }

        if (Directory.Exists(argument))
            return FilesOf(argument);
        if (!File.Exists(argument))
        {
            throw new AyniException(
                ErrorCodes.NotFound,
                $"No file '{argument}' to import: check the path. A catalogue alone needs no other.");
        }

        using var file = new FileStream(argument, FileMode.Open, FileAccess.Read, FileShare.Read);
        // A pipe, such as bash's <(…), is read once only.
        return file.CanSeek ? [argument] : [Copy(file)];
    }

    private static List<string> FilesOf(string folder)
    {
        var files = Directory.EnumerateFiles(folder)
            .Where(path => !Path.GetFileName(path).StartsWith('.'))
            .Order(StringComparer.Ordinal)
            .ToList();
        return files.Count > 0
            ? files
            : throw new AyniException(ErrorCodes.NotFound, $"Folder '{folder}' has no files to import.");
    }

    private string Copy(Stream input)
    {
        var path = Path.Combine(Path.GetTempPath(), "ayni-" + Path.GetRandomFileName());
        _copies.Add(path);
        using var copy = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        input.CopyTo(copy);
        return path;
    }
}
