using System.Net;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Http;

public sealed class InFlightLimitTests
{
    private const string Product = """[{"product_id": "one", "product_name": "n"}]""";
    private const string Event = """{"user_id": "u", "product_id": "p", "interaction_type": "view"}""";

    [Fact]
    public async Task Bulk_AtItsLimit_IsRefusedUntilOneIsDone()
    {
        await using var gateway = await RunningGateway.StartAsync(
            null, "--Ayni:Limits:BulkLoads=1", "--Ayni:Limits:BulkLoadsWaiting=0");
        using var first = await RawConnection.OpenAsync(gateway.Client.Http.BaseAddress!);
        await first.BeginAsync("POST", "/v1/products:bulk", Product.Length);

        var second = await gateway.Client.PostAsync("/v1/products:bulk", Product);

        AssertOverloaded(second);
        (await gateway.Client.PostAsync("/v1/events", Event)).AssertOk(HttpStatusCode.Accepted);
        await first.WriteAsync(Product);
        Assert.Contains("200 OK", await first.ReadToEndAsync(), StringComparison.Ordinal);
        (await gateway.Client.PostAsync("/v1/products:bulk", Product)).AssertOk();
    }

    [Fact]
    public async Task Bulk_InTheQueue_HasItsTurn()
    {
        await using var gateway = await RunningGateway.StartAsync(
            null, "--Ayni:Limits:BulkLoads=1", "--Ayni:Limits:BulkLoadsWaiting=3");
        using var first = await RawConnection.OpenAsync(gateway.Client.Http.BaseAddress!);
        await first.BeginAsync("POST", "/v1/products:bulk", Product.Length);
        var others = Enumerable.Range(0, 3)
            .Select(_ => gateway.Client.PostAsync("/v1/products:bulk", Product)).ToArray();

        await first.WriteAsync(Product);

        Assert.All(await Task.WhenAll(others), answer => answer.AssertOk());
    }

    [Fact]
    public async Task Bulk_ClientGoneWhileReading_FreesItsPlace()
    {
        await using var gateway = await RunningGateway.StartAsync(
            null, "--Ayni:Limits:BulkLoads=1", "--Ayni:Limits:BulkLoadsWaiting=1");
        using var first = await RawConnection.OpenAsync(gateway.Client.Http.BaseAddress!);
        await first.BeginAsync("POST", "/v1/products:bulk", Product.Length);

        first.Reset();

        (await gateway.Client.PostAsync("/v1/products:bulk", Product)).AssertOk();
    }

    [Fact]
    public async Task Events_BodiesAtTheirLimit_RefuseTheLargeAndTakeTheSmall()
    {
        await using var gateway = await RunningGateway.StartAsync(
            null, "--Ayni:Limits:EventBodiesMiB=4", "--Ayni:Limits:EventBodiesWaitingMiB=0");
        using var first = await RawConnection.OpenAsync(gateway.Client.Http.BaseAddress!);
        await first.BeginAsync("POST", "/v1/events", 3_900_000);

        var large = await gateway.Client.PostAsync("/v1/events", Event + new string(' ', 1_000_000));
        var small = await gateway.Client.PostAsync("/v1/events", Event);

        AssertOverloaded(large);
        small.AssertOk(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Events_ThatWaitTooLong_AreRefused()
    {
        await using var gateway = await RunningGateway.StartAsync(
            null, "--Ayni:Limits:EventBodiesMiB=4", "--Ayni:Limits:EventWait=00:00:00.05");
        using var first = await RawConnection.OpenAsync(gateway.Client.Http.BaseAddress!);
        await first.BeginAsync("POST", "/v1/events", EventLimits.MaxBodyBytes);

        var second = await gateway.Client.PostAsync("/v1/events", Event);

        AssertOverloaded(second);
        Assert.Contains("waited 0.1 s", second.String("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_OfUnknownLength_CountAsTheLongestBody()
    {
        await using var gateway = await RunningGateway.StartAsync(
            null, "--Ayni:Limits:EventBodiesMiB=4", "--Ayni:Limits:EventBodiesWaitingMiB=0");
        using var first = await RawConnection.OpenAsync(gateway.Client.Http.BaseAddress!);
        await first.BeginAsync("POST", "/v1/events", 100);
        using var chunked = new HttpRequestMessage(HttpMethod.Post, "/v1/events")
        {
            Content = new StringContent(Event, null, "application/json"),
            Headers = { TransferEncodingChunked = true },
        };

        using var second = await gateway.Client.Http.SendAsync(chunked);

        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.NotNull(second.Headers.RetryAfter);
    }

    [Theory]
    [InlineData("Connections", "15")]
    [InlineData("Requests", "0")]
    [InlineData("Answers", "0")]
    [InlineData("AnswersWaiting", "-1")]
    [InlineData("EventWait", "00:01:01")]
    [InlineData("BulkLoads", "0")]
    [InlineData("BulkLoadsWaiting", "-1")]
    [InlineData("EventBodiesMiB", "3")]
    [InlineData("EventBodiesWaitingMiB", "70000")]
    public async Task Start_LimitOutOfRange_IsRefusedByItsName(string name, string value)
    {
        var error = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => RunningGateway.StartAsync(null, $"--Ayni:Limits:{name}={value}"));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    private static void AssertOverloaded(Answer answer)
    {
        answer.AssertRefused(429, "overloaded");
        Assert.NotNull(answer.Response.Headers.RetryAfter);
    }
}
