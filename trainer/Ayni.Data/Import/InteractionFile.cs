using Ayni.Data.Import.Rejected;
using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;

namespace Ayni.Data.Import;

/// <summary>
/// Reads interactions, and what their rows say of products, from one file or from several of one kind. Read it once.
/// </summary>
public sealed class InteractionFile : IDisposable
{
    private readonly ImportOptions _options;
    private readonly bool _isNet;
    private readonly FileSeries<InteractionRow> _files;
    private readonly CatalogBuilder? _catalog;

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
    /// <c>not_found</c>: no such file. <c>invalid</c>: a column is missing, the mapping is of a catalogue alone, or
    /// names a type that nobody declared.
    /// </exception>
    public InteractionFile(
        IReadOnlyList<string> paths,
        ImportMapping mapping,
        ImportOptions options,
        IRejectedRows? rejected = null)
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

        mapping.RequireTypes(options.OwnTypes);
        _options = options;
        _isNet = options.CancellationsOf(mapping) == CancellationHandling.Net;
        Report = new ImportReport(options.BadRowsPerReason, rejected);
        _files = new FileSeries<InteractionRow>(
            paths,
            mapping.LayoutOf(mapping.Interactions),
            (file, rows) => new InteractionRow(mapping, rows, file.Name, options));
        _catalog = mapping.Products is { } products ? new CatalogBuilder(products, options, _files.Rows) : null;
    }

    /// <summary>What became of the rows read so far.</summary>
    public ImportReport Report { get; }

    /// <summary>Share of the files that was read, 0 to 1.</summary>
    public double Fraction => _files.Fraction;

    /// <summary>Products seen so far, by id (ordinal).</summary>
    public IReadOnlyList<Product> Products => _catalog?.Build() ?? [];

    /// <summary>The interactions, in the order of the files.</summary>
    public IEnumerable<Interaction> Read()
    {
        foreach (var interaction in _isNet ? ReadNet() : ReadFiles(ledger: null))
        {
            Report.CountKept(interaction);
            yield return interaction;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _files.Dispose();

    private IEnumerable<Interaction> ReadNet()
    {
        var ledger = new CancellationLedger();
        foreach (var interaction in ReadFiles(ledger))
            ledger.Keep(_files.Place, interaction);
        return ledger.Settle(Report);
    }

    private IEnumerable<Interaction> ReadFiles(CancellationLedger? ledger)
    {
        while (true)
        {
            foreach (var interaction in ReadRows(ledger))
                yield return interaction;
            if (!_files.Next())
                yield break;
            _catalog?.Turn(_files.Rows);
        }
    }

    private IEnumerable<Interaction> ReadRows(CancellationLedger? ledger)
    {
        while (!(Report.Read >= _options.MaxRows) && _files.Rows.Read())
        {
            Report.CountRead();
            var refusal = _files.Row.Read(out var interaction);
            if (refusal is { } refused)
                Report.Refuse(_files.Place, refused);
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
