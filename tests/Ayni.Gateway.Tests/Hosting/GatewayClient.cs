using System.Net.Http.Headers;
using System.Text;

namespace Ayni.Gateway.Tests.Hosting;

/// <summary>Talks to a gateway over HTTP.</summary>
internal sealed class GatewayClient(Uri address) : IDisposable
{
    private const int AskFirstFromBytes = 16 * 1024;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly HttpClient _http = new(new SocketsHttpHandler { Expect100ContinueTimeout = Limit })
    {
        BaseAddress = address,
        Timeout = Limit,
    };

    public HttpClient Http => _http;

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null);

    public Task<Answer> PostAsync(string path, string? json, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, json, headers: headers);

    public Task<Answer> PutAsync(string path, string json) => SendAsync(HttpMethod.Put, path, json);

    public Task<Answer> PatchAsync(string path, string json) => SendAsync(HttpMethod.Patch, path, json);

    public async Task<Answer> SendAsync(
        HttpMethod method,
        string path,
        string? body,
        string contentType = "application/json",
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
            // A refusal that comes while the body is still on its way may be lost with the connection.
            request.Headers.ExpectContinue = body.Length >= AskFirstFromBytes;
        }

        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(response.StatusCode, response.Content.Headers.ContentType?.MediaType, text, response);
    }

    public void Dispose() => _http.Dispose();
}
