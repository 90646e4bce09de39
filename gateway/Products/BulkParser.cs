using System.Text.Json;
using Ayni.Domain.Catalog;
using Ayni.Gateway.Json;
using Ayni.Gateway.Problems;

namespace Ayni.Gateway.Products;

/// <summary>Reads products in bulk, from a JSON array or from NDJSON (one object a line), row by row.</summary>
internal sealed class BulkParser
{
    private readonly List<Product> _products = [];
    private readonly List<RowProblem> _problems = [];
    private readonly List<FieldProblem> _ofRow = [];
    private int _rows;
    private int _refused;

    private BulkParser()
    {
    }

    /// <summary>The good rows, in order.</summary>
    public IReadOnlyList<Product> Products => _products;

    /// <summary>The report.</summary>
    public BulkAnswer Report => new(_rows, _products.Count, _refused, _problems);

    /// <exception cref="RefusalException">An array that is no JSON, or too many rows.</exception>
    public static BulkParser Parse(ReadOnlyMemory<byte> body)
    {
        var parser = new BulkParser();
        if (body.Span.TrimStart(" \t\r\n"u8).StartsWith("["u8))
            parser.ParseArray(body);
        else
            parser.ParseLines(body);
        return parser;
    }

    private void ParseArray(ReadOnlyMemory<byte> body)
    {
        using var document = JsonBody.Parse(body);
        CheckRows(document.RootElement.GetArrayLength());
        foreach (var element in document.RootElement.EnumerateArray())
            Add(++_rows, element);
    }

    private void ParseLines(ReadOnlyMemory<byte> body)
    {
        for (var line = 1; !body.IsEmpty; line++)
        {
            var end = body.Span.IndexOf((byte)'\n');
            var row = end < 0 ? body : body[..end];
            body = end < 0 ? default : body[(end + 1)..];
            if (row.Span.Trim(" \t\r"u8).IsEmpty)
                continue;
            CheckRows(++_rows);
            ParseLine(line, row);
        }
    }

    private static void CheckRows(int rows)
    {
        if (rows > ProductLimits.MaxBulkRows)
        {
            throw new RefusalException(
                ProblemCodes.TooLarge,
                $"More than {ProductLimits.MaxBulkRows} rows; none was stored. Send them in several requests.");
        }
    }

    private void ParseLine(int line, ReadOnlyMemory<byte> row)
    {
        try
        {
            using var document = JsonBody.Parse(row);
            Add(line, document.RootElement);
        }
        catch (RefusalException refusal)
        {
            _ofRow.AddRange(
                refusal.Errors ?? [new FieldProblem("$", null, refusal.Message, "Send one JSON object a line.")]);
            Refuse(line);
        }
    }

    private void Add(int row, JsonElement element)
    {
        if (ProductParser.ParseRow(element, _ofRow) is { } product)
            _products.Add(product);
        else
            Refuse(row);
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
