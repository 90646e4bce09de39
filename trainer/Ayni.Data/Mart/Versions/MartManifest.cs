using System.Text.Json;
using Ayni.Data.Mart.Cleaning;
using Ayni.Data.Mart.Files;
using Ayni.Domain.Errors;
using Ayni.Domain.Imports;

namespace Ayni.Data.Mart.Versions;

/// <summary>What a mart holds, and of what and how it was made: <c>manifest.json</c> in its folder.</summary>
public sealed record MartManifest
{
    /// <summary>The format that this program writes.</summary>
    public const string CurrentFormat = "ayni.mart/1";

    /// <summary>Format of the mart.</summary>
    public required string Format { get; init; }

    /// <summary>
    /// The version: SHA-256 over the hashes and paths of all files. The same log, catalogue, steps, layout and program
    /// give the same.
    /// </summary>
    public required string ContentHash { get; init; }

    /// <summary>When it was made; no part of the hash.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Version of the program that made it.</summary>
    public required string ProgramVersion { get; init; }

    /// <summary>What wrote the files, with its version.</summary>
    public required string Writer { get; init; }

    /// <summary>Last position of the log in it.</summary>
    public required long LogPosition { get; init; }

    /// <summary>Position of the catalogue it holds.</summary>
    public required long CatalogPosition { get; init; }

    /// <summary>Interactions of the log up to that position, when it was made: kept + dropped.</summary>
    public required long RowsRead { get; init; }

    /// <summary>Those that came into the tables.</summary>
    public required long RowsKept { get; init; }

    /// <summary>Those that a step left out; <see cref="Rules"/> says which.</summary>
    public required long RowsDropped { get; init; }

    /// <summary>The model whose data it is; null: of none.</summary>
    public MartModel? Model { get; init; }

    /// <summary>Steps it was cleaned by; null: none.</summary>
    public CleaningSteps? Steps { get; init; }

    /// <summary>What the steps learned from the data; null: nothing.</summary>
    public FittedRanges? Fitted { get; init; }

    /// <summary>What each rule found.</summary>
    public required IReadOnlyList<RuleCount> Rules { get; init; }

    /// <summary>How rows are laid into files.</summary>
    public required MartLayout Layout { get; init; }

    /// <summary>Its tables.</summary>
    public required IReadOnlyList<MartTableInfo> Tables { get; init; }

    /// <summary>Its files, by path.</summary>
    public required IReadOnlyList<MartFile> Files { get; init; }

    /// <summary>Files that were imported into the log up to the position, and into the catalogue.</summary>
    public required IReadOnlyList<ImportRecord> Imports { get; init; }

    /// <summary>Erased shoppers taken out since, oldest first.</summary>
    public IReadOnlyList<MartPurge> Purges { get; init; } = [];

    /// <summary>Reads the manifest of a mart.</summary>
    /// <exception cref="AyniException"><c>not_found</c> or <c>invalid</c>: says why.</exception>
    public static MartManifest Load(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        var path = Path.Combine(directory, MartFiles.ManifestName);
        if (!File.Exists(path))
        {
            throw new AyniException(
                ErrorCodes.NotFound,
                $"'{directory}' is no mart: it has no {MartFiles.ManifestName}. `mart --out DIR` makes one.");
        }

        try
        {
            return Read(path);
        }
        catch (JsonException exception)
        {
            throw new AyniException(ErrorCodes.Invalid, $"'{path}' cannot be read: {exception.Message}");
        }
    }

    /// <summary>The manifest with other files: rows by table and the content hash follow from them.</summary>
    internal MartManifest With(IReadOnlyList<MartFile> files) => this with
    {
        Files = files,
        ContentHash = MartFiles.ContentHash(files),
        Tables = [.. Tables.Select(table => table with { Rows = RowsOf(files, table.Name) })],
    };

    internal static long RowsOf(IEnumerable<MartFile> files, string table) =>
        files.Where(file => file.Table() == table).Sum(file => file.Rows);

    internal async Task SaveAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = File.Create(path);
        await JsonSerializer.SerializeAsync(stream, this, MartJson.Lenient, cancellationToken);
        stream.Flush(flushToDisk: true);
    }

    private static MartManifest Read(string path)
    {
        using var stream = File.OpenRead(path);
        var manifest = JsonSerializer.Deserialize<MartManifest>(stream, MartJson.Lenient)
            ?? throw new JsonException("it is null.");
        return manifest.Format == CurrentFormat
            ? manifest
            : throw new JsonException($"its format is '{manifest.Format}'; this program reads '{CurrentFormat}'.");
    }
}
