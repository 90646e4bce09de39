using System.Globalization;
using System.Net;
using System.Text.Json;
using Ayni.Gateway.Tests.Hosting;
using Ayni.Testing;

namespace Ayni.Gateway.Tests.Retention;

/// <summary>Retention over HTTP, from the settings to what is shown of a shopper.</summary>
public sealed class RetentionApiTests
{
    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Get_AfterTheRunAtTheStart_TellsWhatWasDeletedAndNobodyShowsIt(bool isPostgres)
    {
        using var folder = new TemporaryFolder();
        Skip.If(isPostgres && TemporaryDatabase.Admin is null, "AYNI_TEST_POSTGRES names no PostgreSQL server.");
        await using var database = isPostgres ? await TemporaryDatabase.CreateAsync(TemporaryDatabase.Admin!) : null;
        string[] settings = database is null ? [] : ClusterSettings.On(database);
        var old = TimeProvider.System.GetUtcNow().AddDays(-40);
        await using (var without = await RunningGateway.StartAsync(folder.Path, settings))
        {
            (await without.Client.PostAsync("/v1/events?wait=applied", Events(old))).AssertOk(HttpStatusCode.Accepted);
            var none = await without.Client.GetAsync("/v1/retention");
            none.AssertOk();
            Assert.Equal("{}", none["rules"].GetRawText());
            Assert.Equal(JsonValueKind.Null, none["next_run_at"].ValueKind);
            Assert.Equal(0, none["types"].GetArrayLength());
        }

        await using var gateway = await RunningGateway.StartAsync(
            folder.Path, [.. settings, "--Ayni:Retention:view=30d", "--Ayni:Retention:purchase=forever"]);
        await Eventually.HoldsAsync(
            async () => (await gateway.Client.GetAsync("/v1/retention"))["next_run_at"].ValueKind != JsonValueKind.Null,
            "the run at the start is over");

        var told = await gateway.Client.GetAsync("/v1/retention");
        Assert.Equal("""{"purchase":null,"view":30}""", Compact(told["rules"]));
        var view = told["types"].EnumerateArray().Single();
        Assert.Equal(("view", 30, 1L, 1L), (
            view.GetProperty("type").GetString(), view.GetProperty("kept_days").GetInt32(),
            view.GetProperty("deleted").GetInt64(), view.GetProperty("deleted_in_all").GetInt64()));
        Assert.NotEqual(JsonValueKind.Null, view.GetProperty("ended_at").ValueKind);
        var shopper = await gateway.Client.GetAsync("/v1/users/ana?newest=10");
        Assert.DoesNotContain("old-view", shopper.Text, StringComparison.Ordinal);
        var again = await gateway.Client.PostAsync("/v1/events?wait=applied", Events(old));
        Assert.Equal(3, again["duplicates"].GetInt32());
        var trail = await gateway.Client.GetAsync("/v1/audit?act=retention.apply");
        Assert.Equal("view 1", trail["entries"][0].GetProperty("result").GetString());
    }

    [Fact]
    public async Task Get_UnknownQuery_IsRefused()
    {
        await using var gateway = await RunningGateway.StartAsync();

        (await gateway.Client.GetAsync("/v1/retention?type=view")).AssertRefused(400, "invalid", "type");
    }

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);

    private static string Events(DateTimeOffset old)
    {
        var time = old.ToString("O", CultureInfo.InvariantCulture);
        return $$"""
            [{"event_id": "old-view", "user_id": "ana", "product_id": "p", "interaction_type": "view",
              "timestamp_interaction": "{{time}}"},
             {"event_id": "old-purchase", "user_id": "ana", "product_id": "p", "interaction_type": "purchase",
              "timestamp_interaction": "{{time}}"},
             {"event_id": "young-view", "user_id": "ana", "product_id": "q", "interaction_type": "view"}]
            """;
    }
}
