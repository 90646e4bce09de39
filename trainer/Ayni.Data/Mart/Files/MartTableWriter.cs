using System.Globalization;
using System.IO.Compression;
using Parquet;

namespace Ayni.Data.Mart.Files;

/// <summary>
/// Writes rows into the files of one folder: row groups and files are cut by the number of rows alone, so that the same
/// rows give the same bytes whatever was written beside them.
/// </summary>
internal sealed class MartTableWriter<TRow> : IAsyncDisposable
    where TRow : new()
{
    private readonly MartTable<TRow> _table;
    private readonly string _root;
    private readonly string _folder;
    private readonly MartLayout _layout;
    private readonly List<TRow> _group = [];
    private readonly List<MartFile> _files = [];
    private FileStream? _stream;
    private ParquetWriter? _writer;
    private long _rowsInFile;

    /// <param name="table">Table to write.</param>
    /// <param name="root">Folder of the mart.</param>
    /// <param name="folder">Folder of the files below it, with "/" between the parts.</param>
    /// <param name="layout">Where groups and files end.</param>
    public MartTableWriter(MartTable<TRow> table, string root, string folder, MartLayout layout)
    {
        _table = table;
        _root = root;
        _folder = folder;
        _layout = layout;
    }

    public async Task AddAsync(TRow row, CancellationToken cancellationToken)
    {
        _group.Add(row);
        var room = Math.Min(_layout.RowsPerGroup, _layout.RowsPerFile - _rowsInFile);
        if (_group.Count >= room)
            await FlushAsync(cancellationToken);
    }

    /// <summary>Ends the last file.</summary>
    /// <returns>The files written; none of no rows.</returns>
    public async Task<IReadOnlyList<MartFile>> CompleteAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        await CloseAsync(cancellationToken);
        return _files;
    }

    public async ValueTask DisposeAsync()
    {
        if (_stream is { } stream)
            await stream.DisposeAsync();
    }

    private string Path(int part) => string.Create(CultureInfo.InvariantCulture, $"{_folder}/part-{part:D4}.parquet");

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_group.Count == 0)
            return;
        _writer ??= await OpenAsync(cancellationToken);
        using (var group = _writer.CreateRowGroup())
        {
            foreach (var column in _table.Columns)
                await column.WriteAsync(group, _group, cancellationToken);
            TextStatistics.Complete(group);
        }

        _rowsInFile += _group.Count;
        _group.Clear();
        if (_rowsInFile >= _layout.RowsPerFile)
            await CloseAsync(cancellationToken);
    }

    private async Task<ParquetWriter> OpenAsync(CancellationToken cancellationToken)
    {
        var path = System.IO.Path.Combine(_root, Path(_files.Count));
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        _stream = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, 1 << 16);
        var options = new ParquetOptions
        {
            CompressionMethod = CompressionMethod.Zstd,
            CompressionLevel = CompressionLevel.Fastest,
        };
        foreach (var column in _table.Columns.Where(column => column.IsText))
            options.ColumnEncodingHints[column.ValuesPath] = EncodingHint.Dictionary;
        return await ParquetWriter.CreateAsync(
            _table.Schema, _stream, options, cancellationToken: cancellationToken);
    }

    private async Task CloseAsync(CancellationToken cancellationToken)
    {
        if (_writer is not { } writer || _stream is not { } stream)
            return;
        await writer.DisposeAsync();
        await stream.DisposeAsync();
        (_writer, _stream) = (null, null);
        var path = Path(_files.Count);
        _files.Add(await MartFiles.DescribeAsync(_root, path, _rowsInFile, cancellationToken));
        _rowsInFile = 0;
    }
}
