using System.Text.Json;
using Ayni.Domain.Auditing;
using Ayni.Gateway.Auditing;
using Ayni.Gateway.Tests.Hosting;
using Ayni.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Ayni.Gateway.Tests.Auditing;

/// <summary>Who did what, over HTTP.</summary>
public sealed class AuditApiTests(EmptyShop shop) : IClassFixture<EmptyShop>
{
    private const string Scenario = """{"sources": [{"name": "newest"}]}""";

    private GatewayClient Client => shop.Client;

    [Fact]
    public async Task EveryEndpointThatMayChangeSomething_IsAuditedOrSaysWhyNot()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var endpoints = gateway.App.Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();

        var changing = endpoints.Where(endpoint =>
            endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Any(method => method != "GET") == true);

        Assert.All(changing, endpoint => Assert.True(
            endpoint.Metadata.GetMetadata<AuditMark>() is not null
                != endpoint.Metadata.GetMetadata<UnauditedMark>() is not null,
            $"{endpoint.DisplayName}: say .Audits(…) or .IsNotAudited(\"why\")."));
        Assert.All(
            endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<AuditMark>()).OfType<AuditMark>(),
            mark => Assert.Contains(mark.Act, AuditActs.All));
        // What reads alone and is audited all the same: what leaves the shop with shoppers' ids, and a GET that trains.
        Assert.Equal(
            [
                "audience.export", "recommendations.export", "rejected_rows.export", "training.start",
                "user.export",
            ],
            endpoints.Where(endpoint =>
                    endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.SequenceEqual(["GET"]) == true)
                .Select(endpoint => endpoint.Metadata.GetMetadata<AuditMark>()?.Act).OfType<string>().Order());
    }

    [Fact]
    public async Task Act_DoneAndRefused_IsToldWithItsEnd()
    {
        (await Client.PutAsync("/v1/scenarios/audited", Scenario)).AssertOk();
        (await Client.DeleteAsync("/v1/scenarios/never-was")).AssertRefused(404, "not_found");
        var refused = await Client.PostAsync("/v1/models/no-such:activate", null);

        var put = await FirstAsync("act=scenario.put&target=audited");
        var deleted = await FirstAsync("act=scenario.delete");
        var absent = await FirstAsync("act=model.activate");

        Assert.Equal("done", put.GetProperty("outcome").GetString());
        Assert.Equal("local", put.GetProperty("actor").GetString());
        Assert.Equal("127.0.0.1", put.GetProperty("address").GetString());
        Assert.NotEqual(JsonValueKind.Null, put.GetProperty("ended_at").ValueKind);
        Assert.Equal("refused", deleted.GetProperty("outcome").GetString());
        Assert.Equal("not_found", deleted.GetProperty("code").GetString());
        Assert.Equal("never-was", deleted.GetProperty("target").GetString());
        Assert.Equal("no-such", absent.GetProperty("target").GetString());
        // What the client was told to look for is what the trail says.
        Assert.Equal(refused.String("trace_id"), absent.GetProperty("trace_id").GetString());
    }

    [Fact]
    public async Task Shoppers_AreFoundByTheirIdAndNotNamed()
    {
        (await Client.PostAsync(
            "/v1/events",
            """{"user_id": "guest/of audit", "product_id": "p", "interaction_type": "view"}"""))
            .AssertOk(System.Net.HttpStatusCode.Accepted);
        (await Client.PostAsync("/v1/users/shopper-of-audit:merge", """{"from": "guest/of audit"}""")).AssertOk();
        (await Client.DeleteAsync("/v1/users/shopper-of-audit")).AssertOk();

        var ofGuest = await EntriesAsync("user_id=guest%2Fof%20audit");
        var ofShopper = await EntriesAsync("user_id=shopper-of-audit");
        var all = await Client.GetAsync("/v1/audit?limit=1000");

        Assert.Equal(["user.merge"], ofGuest.Select(entry => entry.GetProperty("act").GetString()));
        Assert.Equal(
            ["user.erase", "user.merge"], ofShopper.Select(entry => entry.GetProperty("act").GetString()));
        Assert.DoesNotContain("of-audit", all.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("of audit", all.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_FollowEachOther_WithoutAGapOrARepetition()
    {
        for (var i = 0; i < 5; i++)
            (await Client.PutAsync($"/v1/scenarios/paged_{i}", Scenario)).AssertOk();
        var all = (await EntriesAsync("act=scenario.put&limit=1000")).Select(NumberOf).ToList();

        var paged = new List<long>();
        var cursor = "";
        do
        {
            var page = await Client.GetAsync($"/v1/audit?act=scenario.put&limit=2{cursor}");
            paged.AddRange(page["entries"].EnumerateArray().Select(NumberOf));
            cursor = page.String("next_cursor") is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);

        Assert.True(all.Count >= 5);
        Assert.Equal(all, paged);
        Assert.Equal(all.OrderDescending(), all);
    }

    [Theory]
    [InlineData("act=model.activated", "act")]
    [InlineData("outcome=maybe", "outcome")]
    [InlineData("from=yesterday", "from")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("cursor=-1", "cursor")]
    [InlineData("cursor=abc", "cursor")]
    [InlineData("actor=", "actor")]
    public async Task Query_OutOfRange_IsRefusedByName(string query, string field) =>
        (await Client.GetAsync($"/v1/audit?{query}")).AssertRefused(400, "invalid", field);

    [Fact]
    public async Task Verify_OfAWholeTrail_SaysSo()
    {
        (await Client.PutAsync("/v1/blocked", "{}")).AssertOk();

        var verdict = await Client.GetAsync("/v1/audit:verify");

        verdict.AssertOk();
        Assert.True(verdict["whole"].GetBoolean(), verdict.Text);
        Assert.Equal(verdict["rows"].GetInt64(), verdict["head_number"].GetInt64());
        Assert.Matches("^[0-9a-f]{64}$", verdict.String("head_hash"));
    }

    [Fact]
    public async Task WhoWasNotLetIn_DidNothing()
    {
        using var folder = new TemporaryFolder();
        const string Key = "0123456789abcdef-key";
        await using var gateway = await RunningGateway.StartAsync(folder.Path, $"--Ayni:ApiKey={Key}");

        (await gateway.Client.PutAsync("/v1/blocked", "{}")).AssertRefused(401, "unauthorized");

        var trail = await gateway.Client.SendAsync(
            HttpMethod.Get, "/v1/audit", null, headers: [("X-Api-Key", Key)]);
        trail.AssertOk();
        Assert.Equal(0, trail["entries"].GetArrayLength());
    }

    [Fact]
    public async Task Trail_ThatCannotBeWritten_KeepsTheActFromBeingDone()
    {
        using var folder = new TemporaryFolder();
        await using var gateway = await RunningGateway.StartAsync(folder.Path);
        (await gateway.Client.PutAsync("/v1/scenarios/kept", Scenario)).AssertOk();
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection(
            $"Data Source={Path.Combine(folder.Path, "ayni.db")}"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM audit_head";
            await command.ExecuteNonQueryAsync();
        }

        var answer = await gateway.Client.DeleteAsync("/v1/scenarios/kept");

        Assert.Equal(500, answer.StatusNumber);
        (await gateway.Client.GetAsync("/v1/scenarios/kept")).AssertOk();
    }

    private static long NumberOf(JsonElement entry) => entry.GetProperty("number").GetInt64();

    private async Task<JsonElement> FirstAsync(string query) => (await EntriesAsync(query))[0];

    private async Task<IReadOnlyList<JsonElement>> EntriesAsync(string query)
    {
        var answer = await Client.GetAsync($"/v1/audit?{query}");
        answer.AssertOk();
        return [.. answer["entries"].EnumerateArray()];
    }
}
