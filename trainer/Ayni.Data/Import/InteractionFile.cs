using Ayni.Data.Import.Files;
using Ayni.Data.Import.Rows;
using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;

namespace Ayni.Data.Import;

/// <summary>
/// Reads interactions, and what their rows say of products, from one file or from several of one kind. Read it once.
/// </summary>
public sealed class InteractionFile : IDisposable
{
    private readonly IReadOnlyList<string> _paths;
    private readonly ImportMapping _mapping;
    private readonly ImportOptions _options;
    private InputFile _file;
    private RowSource _rows;
    private InteractionRow _row;
    private readonly CatalogBuilder? _catalog;
    private int _done;

    /// <summary>Opens the file and finds the mapping's columns in it.</summary>
    /// <exception cref="AyniException">
    /// <c>not_found</c>: no such file. <c>invalid</c>: a column is missing.
    /// </exception>
    public InteractionFile(string path, ImportMapping mapping, ImportOptions options)
        : this([path], mapping, options)
    {
    }

    /// <summary>Opens the files, one after the other, and finds the mapping's columns in each.</summary>
    /// <exception cref="AyniException">
    /// <c>not_found</c>: no such file. <c>invalid</c>: a column is missing, or the mapping is of a catalogue alone.
    /// </exception>
    public InteractionFile(IReadOnlyList<string> paths, ImportMapping mapping, ImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(mapping);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfZero(paths.Count);
        options.Validate();
        if (mapping.Interactions is null)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"Mapping '{mapping.Name}' has no interactions: give the file with --products, or add them.");
        }

        (_paths, _mapping, _options) = (paths, mapping, options);
        Report = new ImportReport(options.BadRowsPerReason);
        // What is wrong with the last file is said before anything of the first is kept.
        foreach (var later in paths.Skip(1))
        {
            var (file, rows, _) = Open(later);
            rows.Dispose();
            file.Dispose();
        }

        (_file, _rows, _row) = Open(paths[0]);
        _catalog = mapping.Products is { } products ? new CatalogBuilder(products, options, _rows) : null;
    }

    /// <summary>What became of the rows read so far.</summary>
    public ImportReport Report { get; }

    /// <summary>Share of the files that was read, 0 to 1.</summary>
    public double Fraction => Math.Min(1, (_done + _file.Fraction) / _paths.Count);

    /// <summary>Products seen so far, by id (ordinal).</summary>
    public IReadOnlyList<Product> Products => _catalog?.Build() ?? [];

    private RowPlace Place => new(_paths.Count > 1 ? _file.Name : null, _rows.Line);

    /// <summary>The interactions, in the order of the files.</summary>
    public IEnumerable<Interaction> Read()
        => _options.Cancellations == CancellationHandling.Net ? ReadNet() : ReadFiles(ledger: null);

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows.Dispose();
        _file.Dispose();
    }

    private (InputFile File, RowSource Rows, InteractionRow Row) Open(string path)
    {
        var file = new InputFile(path);
        RowSource? rows = null;
        try
        {
            rows = RowSource.Open(file, _mapping.LayoutOf(_mapping.Interactions));
            return (file, rows, new InteractionRow(_mapping, rows, file.Name, _options.Now));
        }
        catch
        {
            rows?.Dispose();
            file.Dispose();
            throw;
        }
    }

    private IEnumerable<Interaction> ReadNet()
    {
        var ledger = new CancellationLedger();
        foreach (var interaction in ReadFiles(ledger))
            ledger.Keep(Place, interaction);
        return ledger.Settle(Report);
    }

    private IEnumerable<Interaction> ReadFiles(CancellationLedger? ledger)
    {
        while (true)
        {
            foreach (var interaction in ReadRows(ledger))
                yield return interaction;
            if (++_done == _paths.Count)
                yield break;
            Dispose();
            (_file, _rows, _row) = Open(_paths[_done]);
            _catalog?.Turn(_rows);
        }
    }

    private IEnumerable<Interaction> ReadRows(CancellationLedger? ledger)
    {
        while (!(Report.Read >= _options.MaxRows) && _rows.Read())
        {
            Report.CountRead();
            var refusal = _row.Read(out var interaction);
            if (refusal is { } refused)
                Report.Refuse(Place, refused);
            if (interaction is null)
                continue;
            if (refusal is null or { Reason: ImportReasons.NoUser })
                _catalog?.Note(interaction);
            if (refusal is { Reason: ImportReasons.Cancellation })
                ledger?.Cancel(interaction);
            if (refusal is null)
                yield return interaction;
        }
    }
}
