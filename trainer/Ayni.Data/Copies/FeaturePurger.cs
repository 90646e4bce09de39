using System.Text.Json;
using Ayni.Data.Features;
using Ayni.Data.Mart.Purging;
using Ayni.Data.Preprocessing;
using Ayni.Domain.Copies;
using Ayni.Domain.Interactions;
using Ayni.Preprocessing.Fitted;

namespace Ayni.Data.Copies;

/// <summary>
/// Takes erased shoppers out of folders of features, and of features that went through pipelines: rows of theirs, and
/// rows worked out from what they did. What cannot be told goes whole. Each file is replaced at once; stopped in
/// between, the rest is done the next time.
/// </summary>
internal sealed class FeaturePurger(IErasedPositions erased, LogCopyKind kind, string directory)
{
    private const string StagingName = ".purge";

    private static readonly string[] Names =
    [
        .. from table in FeatureParquet.Names
           from part in new[] { "", ".train", ".test" }
           select $"{table}{part}.parquet",
    ];

    private readonly string _staging = Path.Combine(directory, StagingName);
    private readonly SortedDictionary<string, long> _removed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _left = new(StringComparer.Ordinal);

    private string ManifestPath => Path.Combine(directory, FeatureExport.ManifestName);

    /// <summary>False of features that a killed process left without their manifest: nothing reads them.</summary>
    public static bool IsComplete(string directory) =>
        File.Exists(Path.Combine(directory, FeatureExport.ManifestName));

    /// <summary>
    /// Deletes the files of a folder that was left unfinished, and the folder if nothing else is in it.
    /// </summary>
    public static void DeleteFiles(string directory)
    {
        foreach (var path in Names.Select(name => Path.Combine(directory, name)).Where(File.Exists))
            File.Delete(path);
        if (Directory.Exists(Path.Combine(directory, StagingName)))
            Directory.Delete(Path.Combine(directory, StagingName), recursive: true);
        File.Delete(Path.Combine(directory, CopyMarker.FileName));
        if (!Directory.EnumerateFileSystemEntries(directory).Any())
            Directory.Delete(directory);
    }

    /// <summary>Purges it.</summary>
    /// <returns>Rows removed, by file.</returns>
    public async Task<IReadOnlyDictionary<string, long>> PurgeAsync(CancellationToken cancellationToken)
    {
        var gone = await ErasedSet.ReadAsync(erased, long.MaxValue, cancellationToken);
        ClearStaging();
        Directory.CreateDirectory(_staging);
        foreach (var name in Names.Where(name => File.Exists(Path.Combine(directory, name))))
            await PurgeAsync(name, gone, cancellationToken);
        // In a folder of features a file of that name is somebody's own.
        if (kind == LogCopyKind.Preprocessed)
            await PurgePipelineAsync(gone, cancellationToken);
        foreach (var path in Directory.EnumerateFiles(_staging))
            File.Move(path, Path.Combine(directory, Path.GetFileName(path)), overwrite: true);
        await DescribeAsync(cancellationToken);
        ClearStaging();
        return _removed;
    }

    private async Task PurgeAsync(string name, ErasedSet gone, CancellationToken cancellationToken)
    {
        var path = Path.Combine(directory, name);
        if (!RowRemoval.IsWhole(path))
        {
            File.Delete(path);
            return;
        }

        await using var removal = await RowRemoval.FindAsync(path, gone, cancellationToken);
        var count = removal.IsUntellable ? removal.Rows : removal.Removed;
        _left[name] = removal.Rows - count;
        if (count > 0)
            _removed[name] = count;
        if (removal.IsUntellable)
            File.Delete(path);
        else if (count > 0)
            await removal.WriteAsync(Path.Combine(_staging, name), cancellationToken);
    }

    private async Task PurgePipelineAsync(ErasedSet gone, CancellationToken cancellationToken)
    {
        var path = Path.Combine(directory, Preprocessor.PipelineName);
        if (!File.Exists(path))
            return;
        FittedPipeline pipeline;
        try
        {
            pipeline = FittedPipeline.Parse(await File.ReadAllTextAsync(path, cancellationToken));
        }
        catch (ArgumentException)
        {
            // Half of one, or of another version: nothing here applies it, and nobody can say who is in it.
            File.Delete(path);
            return;
        }

        var purged = pipeline.Without(gone.Contains);
        if (purged is null)
        {
            File.Delete(path);
        }
        else if (purged.Hash != pipeline.Hash)
        {
            await File.WriteAllTextAsync(
                Path.Combine(_staging, Preprocessor.PipelineName), purged.ToJson(), cancellationToken);
        }
    }

    // Also after a stop between the files and the manifest: it says what the files are.
    private async Task DescribeAsync(CancellationToken cancellationToken)
    {
        if (!IsComplete(directory))
            return;
        var manifest = JsonSerializer.Deserialize<FeatureManifest>(
            await File.ReadAllTextAsync(ManifestPath, cancellationToken), FeatureExport.ManifestJson)
            ?? throw new InvalidDataException($"'{ManifestPath}' is null: write the features anew.");
        var files = new List<FeatureFile>();
        foreach (var file in manifest.Files.Where(file => File.Exists(Path.Combine(directory, file.Name))))
        {
            files.Add(await FeatureFile.OfAsync(
                Path.Combine(directory, file.Name), _left.GetValueOrDefault(file.Name, file.Rows), file.Columns,
                cancellationToken));
        }

        if (files.SequenceEqual(manifest.Files))
            return;
        var staged = Path.Combine(_staging, FeatureExport.ManifestName);
        await File.WriteAllTextAsync(
            staged, JsonSerializer.Serialize(manifest with { Files = files }, FeatureExport.ManifestJson),
            cancellationToken);
        File.Move(staged, ManifestPath, overwrite: true);
    }

    private void ClearStaging()
    {
        if (Directory.Exists(_staging))
            Directory.Delete(_staging, recursive: true);
    }
}
