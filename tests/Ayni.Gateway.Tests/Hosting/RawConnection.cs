using System.Net.Sockets;
using System.Text;

namespace Ayni.Gateway.Tests.Hosting;

/// <summary>
/// A connection on which a test writes its own bytes: paths no client library would send, bodies that stop half-way.
/// </summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly TcpClient _client = new();

    private NetworkStream Stream => _client.GetStream();

    public static async Task<RawConnection> OpenAsync(Uri address)
    {
        var connection = new RawConnection();
        await connection._client.ConnectAsync(address.Host, address.Port).WaitAsync(Limit);
        return connection;
    }

    /// <summary>Sends one request with the target as it is, and reads the answer to its end.</summary>
    public static async Task<Answer> SendAsync(Uri address, string method, string target, string? json = null)
    {
        using var connection = await OpenAsync(address);
        var body = Encoding.UTF8.GetBytes(json ?? "");
        await connection.WriteAsync(
            Head(method, target, body.Length, json is null ? [] : ["Content-Type: application/json"]));
        await connection.WriteAsync(Encoding.UTF8.GetString(body));
        var text = await connection.ReadToEndAsync();
        var parts = text.Split("\r\n\r\n", 2);
        var type = parts[0].Split("\r\n").FirstOrDefault(
            line => line.StartsWith("Content-Type: ", StringComparison.OrdinalIgnoreCase))?[14..].Split(';')[0];
        var status = (System.Net.HttpStatusCode)int.Parse(text.AsSpan(9, 3));
        return new Answer(status, type, parts.Length == 2 ? JsonOf(parts[1]) : "", new HttpResponseMessage(status));
    }

    /// <summary>Head of a request on a connection that closes after it.</summary>
    public static string Head(string method, string target, long length, params string[] headers) =>
        string.Join("\r\n", (string[])
        [
            $"{method} {target} HTTP/1.1", "Host: shop", "Connection: close", $"Content-Length: {length}", .. headers,
            "", "",
        ]);

    public Task WriteAsync(string text) => Stream.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask().WaitAsync(Limit);

    /// <summary>
    /// Begins a request that asks whether to send its body; returns when the path has begun to read it.
    /// </summary>
    public async Task BeginAsync(string method, string target, long length)
    {
        await WriteAsync(Head(method, target, length, "Content-Type: application/json", "Expect: 100-continue"));
        Assert.StartsWith("HTTP/1.1 100", await ReadLineAsync(), StringComparison.Ordinal);
        await ReadLineAsync();
    }

    /// <summary>The answer to its end; what came before a reset where there was one.</summary>
    public async Task<string> ReadToEndAsync()
    {
        var bytes = new List<byte>();
        var buffer = new byte[4096];
        try
        {
            int read;
            while ((read = await Stream.ReadAsync(buffer).AsTask().WaitAsync(Limit)) > 0)
                bytes.AddRange(buffer.AsSpan(0, read));
        }
        catch (IOException)
        {
            // A reset: the end all the same.
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    /// <summary>Hangs up without a goodbye.</summary>
    public void Reset()
    {
        _client.LingerState = new LingerOption(true, 0);
        _client.Close();
    }

    public void Dispose() => _client.Dispose();

    private async Task<string> ReadLineAsync()
    {
        var line = new List<byte>();
        var buffer = new byte[1];
        while (await Stream.ReadAsync(buffer).AsTask().WaitAsync(Limit) > 0 && buffer[0] != '\n')
            line.Add(buffer[0]);
        return Encoding.UTF8.GetString([.. line]);
    }

    // A chunked answer has the length of each chunk on a line of its own.
    private static string JsonOf(string body) =>
        string.Concat(body.Split("\r\n").Where((line, index) => index % 2 == 1 || body.StartsWith('{')));
}
