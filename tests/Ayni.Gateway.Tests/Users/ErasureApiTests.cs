using System.Text.Json;
using Ayni.Gateway.Tests.Hosting;
using Ayni.Testing;

namespace Ayni.Gateway.Tests.Users;

/// <summary>What a shopper takes back is gone when the call returns, and stays so.</summary>
public sealed class ErasureApiTests
{
    private const string NoServer = "AYNI_TEST_POSTGRES is not set: give the connection string of a PostgreSQL server.";

    [Fact]
    public async Task Delete_OnSqlite_StaysThroughRetriesImportAndRestart()
    {
        using var folder = new TemporaryFolder();
        await RequireErasureStaysAsync(folder.Path);
    }

    [SkippableFact]
    public async Task Delete_OnPostgres_StaysThroughRetriesImportAndRestart()
    {
        Skip.If(TemporaryDatabase.Admin is null, NoServer);
        await using var database = await TemporaryDatabase.CreateAsync(TemporaryDatabase.Admin);
        using var folder = new TemporaryFolder();
        await RequireErasureStaysAsync(folder.Path, ClusterSettings.On(database));
    }

    [Fact]
    public async Task GetErasure_Unknown_IsNotFound()
    {
        await using var gateway = await RunningGateway.StartAsync();

        (await gateway.Client.GetAsync("/v1/erasures/none")).AssertRefused(404, "not_found");
    }

    private static async Task RequireErasureStaysAsync(string folder, params string[] settings)
    {
        string certificate;
        await using (var gateway = await RunningGateway.StartAsync(folder, settings))
        {
            var client = gateway.Client;
            await FillAsync(client);
            Assert.Equal(2, await ViewsOfAsync(client));

            var answer = await client.DeleteAsync("/v1/users/gone");

            answer.AssertOk();
            Assert.Equal(3, answer["certificate.counts.interactions"].GetInt64());
            Assert.Equal(1, answer["certificate.counts.reviews"].GetInt64());
            Assert.Equal(1, answer["certificate.counts.profile"].GetInt64());
            Assert.Equal(64, answer.String("certificate.digest")!.Length);
            certificate = answer["certificate"].GetRawText();
            Assert.DoesNotContain("gone", certificate, StringComparison.Ordinal);
            Assert.Equal(1, await ViewsOfAsync(client));
            await RequireNothingComesBackAsync(client);
        }

        await using var again = await RunningGateway.StartAsync(folder, settings);
        await RequireNothingComesBackAsync(again.Client);
        var kept = await again.Client.GetAsync(
            $"/v1/erasures/{JsonDocument.Parse(certificate).RootElement.GetProperty("id").GetString()}");
        kept.AssertOk();
        Assert.Equal(certificate, kept.Text);
        await RequireANewLifeAsync(again.Client);
    }

    private static async Task FillAsync(GatewayClient client)
    {
        (await client.PutAsync("/v1/products/p-1", """{"product_name": "Olla"}""")).AssertOk();
        (await client.PutAsync("/v1/users/gone/profile", """{"segment": "new"}""")).AssertOk();
        await client.PostAsync(
            "/v1/events?wait=applied",
            $$"""
            [{"event_id": "g-1", "user_id": "gone", "product_id": "p-1", "interaction_type": "view"},
             {"event_id": "g-2", "user_id": "gone", "product_id": "p-1", "interaction_type": "rating",
              "interaction_score": 5, "review_text": "Muy buena"},
             {"event_id": "g-3", "user_id": "gone", "interaction_type": "search", "query": "olla"},
             {"event_id": "s-1", "user_id": "stays", "product_id": "p-1", "interaction_type": "view"}]
            """);
    }

    // Decayed: two views of some milliseconds ago are a little less than two.
    private static async Task<int> ViewsOfAsync(GatewayClient client) =>
        (int)Math.Round((await client.GetAsync("/v1/products/p-1"))["recent_views"].GetDouble());

    private static async Task RequireNothingComesBackAsync(GatewayClient client)
    {
        var retry = await client.PostAsync(
            "/v1/events?wait=applied",
            """{"event_id": "g-1", "user_id": "gone", "product_id": "p-1", "interaction_type": "view"}""");
        Assert.Equal((0, 1, 0), CountsOf(retry));
        var late = await client.PostAsync(
            "/v1/events?wait=applied",
            $$"""
            [{"user_id": "gone", "product_id": "p-1", "interaction_type": "purchase",
              "timestamp_interaction": "{{DateTimeOffset.UnixEpoch.AddYears(55):O}}"},
             {"user_id": "stays", "product_id": "p-1", "interaction_type": "search", "query": "olla"}]
            """);
        Assert.Equal((1, 0, 1), CountsOf(late));
        Assert.True(late["events.0.is_erased"].GetBoolean());
        Assert.Equal((0, 1), await ImportAsync(client));

        var shopper = await client.GetAsync("/v1/users/gone");
        Assert.Equal(0, shopper["interaction_count"].GetInt32());
        Assert.Equal(JsonValueKind.Null, shopper["profile.segment"].ValueKind);
        var export = (await client.GetAsync("/v1/users/gone:export")).Text;
        Assert.Contains("""{"end":{"interactions":0}}""", export, StringComparison.Ordinal);
    }

    private static (int Accepted, int Duplicates, int Erased) CountsOf(Answer answer)
    {
        answer.AssertOk(System.Net.HttpStatusCode.Accepted);
        return (
            answer["accepted"].GetInt32(), answer["duplicates"].GetInt32(), answer["erased"].GetInt32());
    }

    private static async Task<(long Appended, long Erased)> ImportAsync(GatewayClient client)
    {
        using var form = new MultipartFormDataContent
        {
            {
                new StringContent(
                    """
                    user_id,product_id,interaction_type,timestamp
                    gone,p-1,purchase,2024-05-01T10:00:00Z
                    """),
                "file", "interactions.csv"
            },
        };
        using var response = await client.Http.PostAsync(new Uri("/v1/imports", UriKind.Relative), form);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        var id = JsonDocument.Parse(text).RootElement.GetProperty("id").GetString();
        while (true)
        {
            var answer = await client.GetAsync($"/v1/imports/{id}");
            if (answer.String("state") is "completed" or "failed")
            {
                Assert.True(answer.String("state") == "completed", answer.Text);
                return (answer["appended"].GetInt64(), answer["erased"].GetInt64());
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    private static async Task RequireANewLifeAsync(GatewayClient client)
    {
        var answer = await client.PostAsync(
            "/v1/events?wait=applied", """{"user_id": "gone", "product_id": "p-1", "interaction_type": "cart"}""");
        Assert.Equal((1, 0, 0), CountsOf(answer));
        Assert.Equal(1, (await client.GetAsync("/v1/users/gone"))["interaction_count"].GetInt32());
    }
}
