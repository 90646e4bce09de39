using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;

namespace Ayni.Data.Import;

/// <summary>Reads interactions, and what their rows say of products, from one file. Read it once.</summary>
public sealed class InteractionFile : IDisposable
{
    private readonly ImportOptions _options;
    private readonly InputFile _file;
    private readonly RowSource _rows;
    private readonly InteractionRow _row;
    private readonly CatalogBuilder? _catalog;

    /// <summary>Opens the file and finds the mapping's columns in it.</summary>
    /// <exception cref="AyniException">
    /// <c>not_found</c>: no such file. <c>invalid</c>: a column is missing.
    /// </exception>
    public InteractionFile(string path, ImportMapping mapping, ImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        Report = new ImportReport(options.BadRowsPerReason);
        _file = new InputFile(path);
        try
        {
            _rows = RowSource.Open(_file, mapping);
            _row = new InteractionRow(mapping, _rows, _file.Name, options.Now);
            _catalog = mapping.Products is { } products ? new CatalogBuilder(products, options, _rows) : null;
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>What became of the rows read so far.</summary>
    public ImportReport Report { get; }

    /// <summary>Share of the file that was read, 0 to 1.</summary>
    public double Fraction => _file.Fraction;

    /// <summary>Products seen so far, by id (ordinal).</summary>
    public IReadOnlyList<Product> Products => _catalog?.Build() ?? [];

    /// <summary>The interactions, in the order of the file.</summary>
    public IEnumerable<Interaction> Read()
        => _options.Cancellations == CancellationHandling.Net ? ReadNet() : ReadRows(ledger: null);

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows.Dispose();
        _file.Dispose();
    }

    private IEnumerable<Interaction> ReadNet()
    {
        var ledger = new CancellationLedger();
        foreach (var interaction in ReadRows(ledger))
            ledger.Keep(_rows.Line, interaction);
        return ledger.Settle(Report);
    }

    private IEnumerable<Interaction> ReadRows(CancellationLedger? ledger)
    {
        while (_rows.Read())
        {
            Report.CountRead();
            var refusal = _row.Read(out var interaction);
            if (refusal is { } refused)
                Report.Refuse(_rows.Line, refused);
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
