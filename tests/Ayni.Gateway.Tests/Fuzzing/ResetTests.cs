using System.Net;
using System.Text;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Fuzzing;

/// <summary>HTTP/2 requests that are reset as soon as they are sent, by the thousand on one connection.</summary>
public sealed class ResetTests
{
    private const int Requests = 5_000;
    private const int AtATime = 50;

    [Fact]
    public async Task Requests_ResetAtOnce_LeaveTheGatewayAsItWas()
    {
        await using var gateway = await RunningGateway.StartAsync(null, "--Kestrel:EndpointDefaults:Protocols=Http2");
        using var http = new HttpClient
        {
            BaseAddress = gateway.Client.Http.BaseAddress,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        for (var sent = 0; sent < Requests; sent += AtATime)
            await Task.WhenAll(Enumerable.Range(sent, AtATime).Select(number => ResetAsync(http, number)));

        using var answer = await http.GetAsync("/v1/users/shopper-1/recommendations?n=5");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var ready = await http.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
    }

    // Some are over before they are reset, which is as well.
    private static async Task ResetAsync(HttpClient http, int number)
    {
        using var reset = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/events")
        {
            Content = new StringContent(
                $$"""{"event_id": "r-{{number}}", "user_id": "u", "product_id": "p", "interaction_type": "view"}""",
                Encoding.UTF8,
                "application/json"),
        };
        var answer = http.SendAsync(request, reset.Token);
        if (number % 2 == 0)
            await Task.Yield();
        await reset.CancelAsync();
        try
        {
            (await answer).Dispose();
        }
        catch (OperationCanceledException)
        {
            // As meant.
        }
    }
}
