using System.Net;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Fuzzing;

/// <summary>Bodies that never come whole: others are answered meanwhile, and those who send them are told.</summary>
public sealed class SlowBodyTests(EmptyShop shop) : IClassFixture<EmptyShop>
{
    private const int Stalled = 200;
    private const int Promised = 10_000;

    [Fact]
    public async Task Bodies_ThatStopHalfWay_AreRefusedInTimeWhileOthersAreAnswered()
    {
        var address = shop.Client.Http.BaseAddress!;
        var connections = new List<RawConnection>();
        try
        {
            for (var number = 0; number < Stalled; number++)
            {
                var connection = await RawConnection.OpenAsync(address);
                connections.Add(connection);
                await connection.BeginAsync("POST", "/v1/events", Promised);
                await connection.WriteAsync("[{\"user_id\": \"u\", ");
            }

            (await shop.Client.GetAsync("/v1/users/u/recommendations?n=5")).AssertOk();
            (await shop.Client.PostAsync(
                "/v1/events", """{"user_id": "u", "product_id": "p", "interaction_type": "view"}"""))
                .AssertOk(HttpStatusCode.Accepted);
            foreach (var answer in await Task.WhenAll(connections.Select(each => each.ReadToEndAsync())))
            {
                Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
                Assert.Contains("request_timeout", answer, StringComparison.Ordinal);
            }
        }
        finally
        {
            connections.ForEach(connection => connection.Dispose());
        }
    }
}
