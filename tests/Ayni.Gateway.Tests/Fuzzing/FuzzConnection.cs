using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Ayni.Gateway.Tests.Fuzzing;

/// <summary>
/// A connection that sends what it is given, which no client library would, and reads answers of HTTP/1.1 one after the
/// other. An event stream is left after its head: it ends when training does.
/// </summary>
internal sealed class FuzzConnection : IDisposable
{
    private const string EventStream = "text/event-stream";

    private readonly TcpClient _client = new() { NoDelay = true };
    private BufferedStream? _reader;

    private NetworkStream Stream => _client.GetStream();

    public static async Task<FuzzConnection> OpenAsync(Uri address)
    {
        var connection = new FuzzConnection();
        await connection._client.ConnectAsync(address.Host, address.Port);
        connection._reader = new BufferedStream(connection.Stream, 16 * 1024);
        return connection;
    }

    /// <summary>Sends a request and reads its answer within a time.</summary>
    /// <exception cref="TimeoutException">There is none.</exception>
    public async Task<FuzzAnswer> ExchangeAsync(FuzzRequest request, TimeSpan limit)
    {
        using var end = new CancellationTokenSource(limit);
        try
        {
            await Stream.WriteAsync(request.Bytes, end.Token);
            if (request.Ending == FuzzEnding.Reset)
            {
                _client.LingerState = new LingerOption(true, 0);
                _client.Close();
                return FuzzAnswer.HungUp;
            }

            if (request.Ending == FuzzEnding.HalfClose)
                _client.Client.Shutdown(SocketShutdown.Send);
            var answer = await ReadAnswerAsync(end.Token);
            return request.Ending == FuzzEnding.HalfClose ? answer with { MayGoOn = false } : answer;
        }
        catch (Exception exception) when (exception is IOException or SocketException or EndOfStreamException)
        {
            return FuzzAnswer.HungUp;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"No answer within {limit}: {request}");
        }
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _client.Dispose();
    }

    private async Task<FuzzAnswer> ReadAnswerAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var status = int.Parse((await ReadLineAsync(cancellationToken)).AsSpan(9, 3), CultureInfo.InvariantCulture);
            var headers = await ReadHeadersAsync(cancellationToken);
            // 100: the body may come; the answer is still to.
            if (status < 200)
                continue;
            var type = headers.GetValueOrDefault("content-type")?.Split(';')[0];
            var closes = headers.GetValueOrDefault("connection") == "close";
            if (type == EventStream)
                return new FuzzAnswer(status, type, headers.ContainsKey("retry-after"), "", MayGoOn: false);
            var body = await ReadBodyAsync(status, headers, cancellationToken);
            return new FuzzAnswer(
                status, type, headers.ContainsKey("retry-after"), Encoding.UTF8.GetString(body), MayGoOn: !closes);
        }
    }

    private async Task<Dictionary<string, string>> ReadHeadersAsync(CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync(cancellationToken) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        return headers;
    }

    private async Task<byte[]> ReadBodyAsync(
        int status, Dictionary<string, string> headers, CancellationToken cancellationToken)
    {
        if (status is 204 or 304)
            return [];
        if (headers.TryGetValue("content-length", out var length))
            return await ReadAsync(int.Parse(length, CultureInfo.InvariantCulture), cancellationToken);
        if (!headers.ContainsKey("transfer-encoding"))
            return [];
        var body = new List<byte>();
        while (true)
        {
            var size = int.Parse(
                await ReadLineAsync(cancellationToken), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.AddRange(await ReadAsync(size, cancellationToken));
            await ReadLineAsync(cancellationToken);
            if (size == 0)
                return [.. body];
        }
    }

    private async Task<byte[]> ReadAsync(int bytes, CancellationToken cancellationToken)
    {
        var buffer = new byte[bytes];
        await _reader!.ReadExactlyAsync(buffer, cancellationToken);
        return buffer;
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (true)
        {
            await _reader!.ReadExactlyAsync(one, cancellationToken);
            if (one[0] == '\n')
                return line.ToString();
            if (one[0] != '\r')
                line.Append((char)one[0]);
        }
    }
}
