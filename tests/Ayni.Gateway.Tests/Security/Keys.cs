using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Security;

/// <summary>Keys of a gateway in a test.</summary>
internal static class Keys
{
    /// <summary>The key of the setting, which has every scope.</summary>
    public const string Admin = "0123456789abcdef-key";

    /// <summary>A guest whose id nobody guesses.</summary>
    public const string Guest = "anon-0123456789abcdef0123456789abcdef";

    /// <summary>Starts a gateway that asks for keys.</summary>
    public static Task<RunningGateway> StartAsync(params string[] settings) =>
        RunningGateway.StartAsync(null, [$"--Ayni:ApiKey={Admin}", .. settings]);

    /// <summary>Sends a request with a key.</summary>
    public static Task<Answer> AsAsync(
        this GatewayClient client, string? key, string method, string path, string? body = null) =>
        client.SendAsync(
            new HttpMethod(method), path, body, headers: key is null ? [] : [("Authorization", $"Bearer {key}")]);

    /// <summary>Makes a key.</summary>
    /// <returns>The key itself.</returns>
    public static async Task<string> MakeAsync(this GatewayClient client, string name, string scopes, string more = "")
    {
        var answer = await client.AsAsync(
            Admin, "POST", "/v1/keys", $$"""{"name": "{{name}}", "scopes": {{scopes}}{{more}}}""");
        answer.AssertOk(System.Net.HttpStatusCode.Created);
        return answer.String("key")!;
    }
}
