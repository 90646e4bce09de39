using Ayni.Data.Features;
using Ayni.Preprocessing.Declarations;
using Ayni.Preprocessing.Fitted;
using Ayni.Preprocessing.Fitting;
using Ayni.Preprocessing.Tables;

namespace Ayni.Data.Preprocessing;

/// <summary>Takes a file of features through a pipeline and writes what comes out, as Parquet.</summary>
/// <param name="table">The file.</param>
/// <param name="directory">Folder to write to; made if it is not there. Files in it are replaced.</param>
public sealed class Preprocessor(FeatureParquet table, string directory)
{
    /// <summary>Name of the stored pipeline, written last: a folder with one is whole.</summary>
    public const string PipelineName = "pipeline.json";

    /// <summary>
    /// Fits a pipeline on the rows before its cut, and writes these (<c>….train.parquet</c>), the later ones
    /// (<c>….test.parquet</c>) and the pipeline.
    /// </summary>
    /// <param name="declaration">The pipeline.</param>
    /// <param name="progress">Told the number of rows done.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The pipeline does not fit the file.</exception>
    public async Task<PreprocessedExport> FitAsync(
        PipelineDeclaration declaration,
        IProgress<long>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var run = await PipelineFitter.FitAsync(table, declaration, cancellationToken);
        Directory.CreateDirectory(directory);
        var stored = Path.Combine(directory, PipelineName);
        File.Delete(stored);
        var places = PlacesOf(run);
        await using var train = FileOf($"{table.Name}.train.parquet", run.Pipeline);
        await using var test = FileOf($"{table.Name}.test.parquet", run.Pipeline);
        await ReadAsync(
            run.Pipeline,
            async (keys, values, times, start) =>
            {
                var rows = Enumerable.Range(0, times.Length).ToArray();
                var before = Array.FindAll(rows, row => places[start + row] >= 0);
                int[] ordinals = [.. before.Select(row => places[start + row])];
                var cut = run.Pipeline.Cut.ToUnixTimeMilliseconds();
                var after = Array.FindAll(rows, row => times[row] >= cut);
                await WriteAsync(train, run.Pipeline, keys, values, before, ordinals, cancellationToken);
                await WriteAsync(test, run.Pipeline, keys, values, after, null, cancellationToken);
                progress?.Report(start + times.Length);
            },
            cancellationToken);
        FeatureFile[] files =
            [await CompleteAsync(train, cancellationToken), await CompleteAsync(test, cancellationToken)];
        await File.WriteAllTextAsync(stored, run.Pipeline.ToJson(), cancellationToken);
        return new PreprocessedExport(run.Pipeline, files, table.Rows - files.Sum(file => file.Rows));
    }

    /// <summary>
    /// Applies a stored pipeline. Where it knows targets, rows from before its cut are left out: their own target would
    /// be in their encoding.
    /// </summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="progress">Told the number of rows done.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">It was fitted on another table or feature set.</exception>
    public async Task<PreprocessedExport> ApplyAsync(
        FittedPipeline pipeline, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        pipeline.RequireSame(table);
        Directory.CreateDirectory(directory);
        var since = pipeline.KnowsTargets ? pipeline.Cut.ToUnixTimeMilliseconds() : long.MinValue;
        await using var file = FileOf($"{table.Name}.parquet", pipeline);
        await ReadAsync(
            pipeline,
            async (keys, values, times, start) =>
            {
                var rows = Array.FindAll([.. Enumerable.Range(0, times.Length)], (int row) => times[row] >= since);
                await WriteAsync(file, pipeline, keys, values, rows, null, cancellationToken);
                progress?.Report(start + times.Length);
            },
            cancellationToken);
        var written = await CompleteAsync(file, cancellationToken);
        return new PreprocessedExport(pipeline, [written], table.Rows - written.Rows);
    }

    private ProcessedFile FileOf(string name, FittedPipeline pipeline) => new(
        Path.Combine(directory, name), table.TimeColumn,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ayni.feature_set"] = pipeline.FeatureSet,
            ["ayni.pipeline"] = pipeline.Hash,
            ["ayni.cut"] = pipeline.Cut.ToString("O"),
        });

    // Place of each row of the table in the train part; −1: not of it, or not drawn.
    private int[] PlacesOf(FittedRun run)
    {
        var places = new int[table.Rows];
        Array.Fill(places, -1);
        foreach (var place in run.Sample ?? Enumerable.Range(0, run.TrainRows.Count))
            places[run.TrainRows[place]] = place;
        return places;
    }

    private async Task ReadAsync(
        FittedPipeline pipeline,
        Func<NamedColumn[], Dictionary<string, ColumnValues>, double[], int, Task> takeAsync,
        CancellationToken cancellationToken)
    {
        var keys = table.Columns.Where(column => column.IsKey).Select(column => column.Name).ToArray();
        var start = 0;
        for (var group = 0; group < table.Groups; group++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var values = new Dictionary<string, ColumnValues>(StringComparer.Ordinal);
            foreach (var column in keys.Concat(pipeline.Inputs).Distinct(StringComparer.Ordinal))
                values[column] = await table.ReadGroupAsync(column, group, cancellationToken);
            var times = values[table.TimeColumn].Numbers;
            await takeAsync([.. keys.Select(key => new NamedColumn(key, values[key]))], values, times, start);
            start += times.Length;
        }
    }

    private static async Task WriteAsync(
        ProcessedFile file,
        FittedPipeline pipeline,
        NamedColumn[] keys,
        Dictionary<string, ColumnValues> values,
        int[] rows,
        int[]? ordinals,
        CancellationToken cancellationToken)
    {
        var taken = values.ToDictionary(pair => pair.Key, pair => pair.Value.Take(rows), StringComparer.Ordinal);
        await file.WriteAsync(
            [.. keys.Select(key => new NamedColumn(key.Name, taken[key.Name]))],
            pipeline.Apply(taken, ordinals),
            cancellationToken);
    }

    private static async Task<FeatureFile> CompleteAsync(ProcessedFile file, CancellationToken cancellationToken)
    {
        await file.CompleteAsync(cancellationToken);
        return await FeatureFile.OfAsync(file.Path, file.Rows, file.Columns, cancellationToken);
    }
}
