using System.Diagnostics.CodeAnalysis;
using Ayni.Data.Import.Files;
using Ayni.Data.Import.Rows;

namespace Ayni.Data.Import;

/// <summary>Files of one kind, one after the other: the one that is open, and what reads its rows.</summary>
/// <typeparam name="TRow">What turns the current row into what it means.</typeparam>
internal sealed class FileSeries<TRow> : IDisposable
    where TRow : class
{
    private readonly IReadOnlyList<string> _paths;
    private readonly RowLayout _layout;
    private readonly Func<InputFile, RowSource, TRow> _rowOf;
    private InputFile _file;
    private int _done;

    /// <summary>Opens each file once, the first of them to be read.</summary>
    /// <param name="paths">Paths, at least one.</param>
    /// <param name="layout">How the files are written.</param>
    /// <param name="rowOf">Finds the mapping's columns in a file.</param>
    public FileSeries(IReadOnlyList<string> paths, RowLayout layout, Func<InputFile, RowSource, TRow> rowOf)
    {
        (_paths, _layout, _rowOf) = (paths, layout, rowOf);
        // What is wrong with the last file is said before anything of the first is kept.
        foreach (var later in paths.Skip(1))
        {
            Open(later);
            Dispose();
        }

        Open(paths[0]);
    }

    /// <summary>The rows of the file that is open.</summary>
    public RowSource Rows { get; private set; }

    /// <summary>What turns its current row into what it means.</summary>
    public TRow Row { get; private set; }

    /// <summary>Share of the files that was read, 0 to 1.</summary>
    public double Fraction => Math.Min(1, (_done + _file.Fraction) / _paths.Count);

    /// <summary>Where the current row stands.</summary>
    public RowPlace Place => new(_file.Name, Rows.Line, _paths.Count > 1);

    /// <summary>Turns to the next file; false where there is none.</summary>
    public bool Next()
    {
        if (++_done == _paths.Count)
            return false;
        Dispose();
        Open(_paths[_done]);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Rows.Dispose();
        _file.Dispose();
    }

    [MemberNotNull(nameof(_file), nameof(Rows), nameof(Row))]
    private void Open(string path)
    {
        var file = new InputFile(path);
        RowSource? rows = null;
        try
        {
            rows = RowSource.Open(file, _layout);
            (_file, Rows, Row) = (file, rows, _rowOf(file, rows));
        }
        catch
        {
            rows?.Dispose();
            file.Dispose();
            throw;
        }
    }
}
