using System.Buffers;
using System.IO.Pipelines;
using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;

namespace Ayni.Gateway.Products;

/// <summary>
/// Reads products in bulk, from a JSON array or from NDJSON (one object a line), row by row as they arrive: what is in
/// memory is the good rows and one more.
/// </summary>
internal sealed class BulkParser
{
    private readonly ProductParser _parser;
    private readonly List<Product> _products = [];
    private readonly List<RowProblem> _problems = [];
    private readonly List<FieldProblem> _ofRow = [];
    private readonly HashSet<string> _ignored = new(StringComparer.Ordinal);
    private int _rows;
    private int _refused;

    private BulkParser(ProductParser parser) => _parser = parser;

    /// <summary>The good rows, in order.</summary>
    public IReadOnlyList<Product> Products => _products;

    /// <summary>The report.</summary>
    public BulkAnswer Report => new(_rows, _products.Count, _refused, _problems, [.. _ignored]);

    /// <exception cref="RefusalException">An array that is no JSON, or too many rows.</exception>
    public static async Task<BulkParser> ReadAsync(
        PipeReader body, ProductParser products, CancellationToken cancellationToken)
    {
        var parser = new BulkParser(products);
        RowFraming? framing = null;
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            // Past all of it where a row ends the load, so that the server can throw away what is still to come.
            var rest = buffer.End;
            try
            {
                framing ??= RowFraming.Choose(ref buffer, read.IsCompleted, parser);
                rest = framing?.Take(buffer, read.IsCompleted) ?? buffer.Start;
            }
            finally
            {
                body.AdvanceTo(rest, buffer.End);
            }

            if (read.IsCompleted)
                return parser;
        }
    }

    /// <summary>Reads a line; a blank one is no row.</summary>
    public void AddLine(int line, ReadOnlySequence<byte> utf8)
    {
        var reader = new SequenceReader<byte>(utf8);
        reader.AdvancePastAny(" \t\r"u8);
        if (!reader.End)
            Add(line, utf8);
    }

    /// <summary>Reads a row.</summary>
    public void Add(int row, ReadOnlySequence<byte> utf8)
    {
        CountRow();
        try
        {
            using var document = JsonDocuments.Parse(utf8.IsSingleSegment ? utf8.First : utf8.ToArray());
            if (_parser.ParseRow(document.RootElement, _ofRow, _ignored) is { } product)
                _products.Add(product);
            else
                Refuse(row);
        }
        catch (RefusalException refusal)
        {
            _ofRow.AddRange(
                refusal.Errors ?? [new FieldProblem("$", null, refusal.Message, "Send one JSON object a row.")]);
            Refuse(row);
        }
    }

    /// <summary>Refuses a row that was not read.</summary>
    public void RefuseLong(int row)
    {
        CountRow();
        _ofRow.Add(new FieldProblem(
            "$", null, $"Longer than {ProductLimits.MaxRowBytes} bytes.", "Send one product a line."));
        Refuse(row);
    }

    private void CountRow()
    {
        if (++_rows > ProductLimits.MaxBulkRows)
        {
            throw new RefusalException(
                ErrorCodes.TooLarge,
                $"More than {ProductLimits.MaxBulkRows} rows; none was stored. Send them in several requests.");
        }
    }

    private void Refuse(int row)
    {
        _refused++;
        _problems.AddRange(_ofRow
            .Take(ProductLimits.MaxBulkProblems - _problems.Count)
            .Select(problem => new RowProblem(row, problem.Field, problem.Value, problem.Problem, problem.Remedy)));
        _ofRow.Clear();
    }
}
