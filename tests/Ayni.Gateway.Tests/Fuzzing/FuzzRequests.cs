using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Ayni.Gateway.Tests.Fuzzing;

/// <summary>
/// Requests by number: the same seed and number give the same bytes, whatever else is sent, so that one that fails can
/// be sent again alone.
/// </summary>
internal sealed class FuzzRequests
{
    private const double Rarely = 0.05;
    private const double Often = 0.5;
    private const int Shoppers = 40;
    private const int Products = 40;
    private const int Bomb = 4 * 1024 * 1024;

    private static readonly string[] Types =
    [
        "application/json", "application/json; charset=utf-8", "application/json; charset=utf-16", "text/plain",
        "application/x-ndjson", "text/csv", "multipart/form-data", "", ";;", "application/json; charset=nonsense",
    ];

    // Which training runs is not what this is about, and one is enough to keep two cores busy.
    private static readonly string[] Seldom =
        ["POST /v1/training", "GET /train", "POST /v1/quality", "GET /v1/training/events"];
    private const int SeldomIs = 40;

    private readonly int _seed;
    private readonly IReadOnlyList<FuzzOperation> _operations;
    private readonly FuzzBodies _bodies;

    public FuzzRequests(JsonElement document, int seed)
    {
        _seed = seed;
        _operations = FuzzOperation.Of(document);
        _bodies = new FuzzBodies(document);
    }

    public IReadOnlyList<FuzzOperation> Operations => _operations;

    /// <summary>The request of a number.</summary>
    public FuzzRequest Make(int number)
    {
        var random = new Random(HashCode(_seed, number));
        var operation = _operations[random.Next(_operations.Count)];
        if (Seldom.Contains(operation.Name) && random.Next(SeldomIs) > 0)
            operation = _operations[0];
        var isHttp = random.NextDouble() >= Rarely / 2;
        var target = isHttp
            ? Target(operation, random)
            : OddValues.BrokenTargets[random.Next(OddValues.BrokenTargets.Length)];
        var method = random.NextDouble() < Rarely / 2 ? "PATCH" : operation.Method;
        var headers = new List<string> { "Host: shop" };
        var body = Body(operation, headers, random);
        var cut = body.Length > 1 && random.NextDouble() < Rarely / 4;
        var ending = cut ? FuzzEnding.Reset
            : random.NextDouble() < Rarely / 4 ? FuzzEnding.HalfClose
            : FuzzEnding.Answer;
        var head = $"{method} {target} HTTP/1.1\r\n{string.Join("\r\n", headers)}\r\n\r\n";
        byte[] bytes = [.. Encoding.Latin1.GetBytes(head), .. cut ? body.AsSpan(0, body.Length / 2) : body];
        return new FuzzRequest(number, operation.Name, bytes, isHttp, ending);
    }

    // Of the framework's own, which differs from process to process.
    private static int HashCode(int seed, int number) => unchecked((seed * 486_187_739) + (number * 16_777_619));

    private static string Target(FuzzOperation operation, Random random)
    {
        var path = new StringBuilder();
        foreach (var (index, part) in operation.Path.Split('{', '}').Index())
            path.Append(index % 2 == 1 ? Id(part, operation.Path, random) : part);
        var separator = '?';
        foreach (var (name, schema) in operation.Queries)
        {
            for (var times = random.NextDouble() < Often ? random.NextDouble() < Rarely ? 2 : 1 : 0; times > 0; times--)
            {
                path.Append(separator).Append(name).Append('=').Append(QueryValue(schema, random));
                separator = '&';
            }
        }

        if (random.NextDouble() < Rarely)
            path.Append(separator).Append("surprise=").Append(QueryValue(default, random));
        return path.ToString();
    }

    private static string Id(string name, string path, Random random) => random.NextDouble() switch
    {
        < 0.1 => OddValues.Encoded[random.Next(OddValues.Encoded.Length)],
        < 0.3 => Escaped(OddValues.Texts[random.Next(OddValues.Texts.Length)]),
        _ => path.Contains("users", StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"shopper-{random.Next(Shoppers)}")
            : name == "id" ? string.Create(CultureInfo.InvariantCulture, $"product-{random.Next(Products)}") : "mine",
    };

    private static string QueryValue(JsonElement schema, Random random)
    {
        if (schema.ValueKind == JsonValueKind.Undefined || random.NextDouble() < 0.3)
        {
            return random.Next(3) == 0
                ? OddValues.Encoded[random.Next(OddValues.Encoded.Length)]
                : Escaped(OddValues.Texts[random.Next(OddValues.Texts.Length)]);
        }

        if (schema.TryGetProperty("enum", out var values))
            return Escaped(values[random.Next(values.GetArrayLength())].ToString());
        return schema.TryGetProperty("type", out var type) ? type.ToString() switch
        {
            "integer" => random.Next(-1, 60).ToString(CultureInfo.InvariantCulture),
            "number" => (random.Next(-10, 300) / 10.0).ToString(CultureInfo.InvariantCulture),
            "boolean" => random.Next(2) == 0 ? "true" : "false",
            _ => string.Create(CultureInfo.InvariantCulture, $"product-{random.Next(Products)}"),
        }
        : "x";
    }

    private static string Escaped(string text) => Uri.EscapeDataString(text);

    private byte[] Body(FuzzOperation operation, List<string> headers, Random random)
    {
        var isSent = operation.Body is not null || operation.Method is "POST" or "PUT" or "PATCH";
        if (!isSent)
            return [];
        var text = operation.Body is { } schema ? _bodies.Make(schema, random) : "{}";
        byte[] body = random.NextDouble() switch
        {
            < Rarely => OddValues.Bytes[random.Next(OddValues.Bytes.Length)],
            < 2 * Rarely => Encoding.UTF8.GetBytes(text[..random.Next(text.Length + 1)]),
            < 3 * Rarely => Encoding.UTF8.GetBytes(OddValues.Json[random.Next(OddValues.Json.Length)]),
            _ => Encoding.UTF8.GetBytes(text),
        };
        if (random.NextDouble() < Rarely / 50)
            body = Compressed(body, headers, random);
        headers.Add($"Content-Type: {(random.NextDouble() < Rarely ? Types[random.Next(Types.Length)] : Types[0])}");
        if (random.NextDouble() < Rarely)
            headers.Add($"Idempotency-Key: {Header(OddValues.Texts[random.Next(OddValues.Texts.Length)])}");
        if (random.NextDouble() < Rarely)
            return Chunked(body, headers);
        headers.Add(string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}"));
        return body;
    }

    private static string Header(string text) =>
        string.Concat(text.Where(letter => letter is >= ' ' and <= '~')) is { Length: < 1_000 } header
            ? header
            : "long";

    private static byte[] Chunked(byte[] body, List<string> headers)
    {
        headers.Add("Transfer-Encoding: chunked");
        return body.Length == 0
            ? "0\r\n\r\n"u8.ToArray()
            : [.. Encoding.ASCII.GetBytes($"{body.Length:x}\r\n"), .. body, .. "\r\n0\r\n\r\n"u8];
    }

    // Small on the wire, large when it is opened, by whoever opens it.
    private static byte[] Compressed(byte[] body, List<string> headers, Random random)
    {
        headers.Add("Content-Encoding: gzip");
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
            gzip.Write(random.Next(2) == 0 ? body : new byte[Bomb]);
        return stream.ToArray();
    }
}
