using System.Net;
using System.Text.Json;
using Ayni.Gateway.Tests.Hosting;
using Ayni.Testing;

namespace Ayni.Gateway.Tests.Users;

/// <summary>What shoppers allow, by purpose, over HTTP.</summary>
public sealed class ConsentApiTests(TrainedShop shop) : IClassFixture<TrainedShop>
{
    private const string NoServer = "AYNI_TEST_POSTGRES is not set: give the connection string of a PostgreSQL server.";

    private GatewayClient Client => shop.Client;

    [Fact]
    public async Task Get_AShopperWhoSaidNothing_AllowsAllByDefault()
    {
        var answer = await Client.GetAsync("/v1/users/silent/consents");

        answer.AssertOk();
        Assert.Equal(
            "{\"user_id\":\"silent\",\"personalisation\":true,\"training\":true,\"analytics\":true,"
            + "\"by_default\":[\"personalisation\",\"training\",\"analytics\"],\"changed_at\":null,\"position\":null}",
            answer.Text);
    }

    [Fact]
    public async Task Put_APurpose_LeavesTheOthersAsTheyAre()
    {
        (await PutAsync("partly", """{"training": false}""")).AssertOk();
        var answer = await PutAsync("partly", """{"analytics": false}""");

        answer.AssertOk();
        Assert.True(answer["personalisation"].GetBoolean());
        Assert.False(answer["training"].GetBoolean());
        Assert.False(answer["analytics"].GetBoolean());
        Assert.Equal("personalisation", Assert.Single(answer["by_default"].EnumerateArray()).GetString());
        Assert.Equal(answer.Text, (await Client.GetAsync("/v1/users/partly/consents")).Text);
    }

    [Theory]
    [InlineData("{}", "personalisation")]
    [InlineData("""{"marketing": true}""", "marketing")]
    [InlineData("""{"trainings": false}""", "trainings")]
    [InlineData("""{"training": "no"}""", "training")]
    [InlineData("""{"training": null}""", "training")]
    [InlineData("[]", "$")]
    public async Task Put_BadBody_IsNamedAndChangesNothing(string body, string field)
    {
        var answer = await PutAsync("refused", body);

        answer.AssertRefused(400, "invalid", field);
        Assert.Equal(1, answer["errors"].GetArrayLength());
        Assert.Equal(3, (await Client.GetAsync("/v1/users/refused/consents"))["by_default"].GetArrayLength());
    }

    [Fact]
    public async Task Put_NoBody_IsRefused() =>
        Assert.Equal(400, (await Client.PutAsync("/v1/users/refused/consents", "")).StatusNumber);

    [Fact]
    public async Task Put_PersonalisationWithdrawn_TheNextAnswerIsNotPersonal()
    {
        await BuyAsync("withdrawing", "tea-1", "tea-2");
        Assert.Equal("collaborative", await SourceAsync("withdrawing"));

        (await PutAsync("withdrawing", """{"personalisation": false}""")).AssertOk();
        var refused = await SourceAsync("withdrawing");
        var profile = await Client.GetAsync("/v1/users/withdrawing");
        (await PutAsync("withdrawing", """{"personalisation": true}""")).AssertOk();

        Assert.Equal("popularity", refused);
        Assert.False(profile["profile.consents_to_personalization"].GetBoolean());
        Assert.Equal("collaborative", await SourceAsync("withdrawing"));
    }

    [Fact]
    public async Task PutProfile_WithoutTheFlag_KeepsTheConsentAsItIs()
    {
        await BuyAsync("profiled", "tea-1", "tea-2");
        await Client.PutAsync("/v1/users/profiled/profile", """{"consents_to_personalization": false}""");

        var put = await Client.PutAsync("/v1/users/profiled/profile", """{"segment": "new"}""");

        put.AssertOk();
        Assert.False(put["consents_to_personalization"].GetBoolean());
        Assert.Equal("popularity", await SourceAsync("profiled"));
        Assert.False((await Client.GetAsync("/v1/users/profiled/consents"))["personalisation"].GetBoolean());

        await Client.PutAsync("/v1/users/profiled/profile", """{"consents_to_personalization": true}""");

        Assert.Equal("collaborative", await SourceAsync("profiled"));
        Assert.True((await Client.GetAsync("/v1/users/profiled/consents"))["personalisation"].GetBoolean());
    }

    [Fact]
    public async Task PostEvent_OfTheTypeOfConsents_IsRefused()
    {
        foreach (var type in new[] { "consent", "200", "training" })
        {
            (await Client.PostAsync(
                "/v1/events", $$"""{"user_id": "forging", "product_id": "tea-1", "interaction_type": "{{type}}"}"""))
                .AssertRefused(400, "invalid", "interaction_type");
        }
    }

    [Fact]
    public async Task Put_TrainingWithdrawn_TheNextModelHoldsNothingOfThemAndAnswersGoOn()
    {
        await BuyAsync("untrained", "tea-1", "tea-2");
        var before = await UsersOfAsync(await shop.TrainAsync());

        (await PutAsync("untrained", """{"training": false}""")).AssertOk();
        var after = await UsersOfAsync(await shop.TrainAsync());

        Assert.Equal(before - 1, after);
        Assert.Equal("collaborative", await SourceAsync("untrained"));
    }

    [Fact]
    public async Task Put_AnalyticsWithdrawn_FeaturesAreThoseOfSomebodyWhoDidNothing()
    {
        await BuyAsync("unlooked", "tea-1", "tea-2");
        var before = await FeaturesAsync("/v1/features/users/unlooked");
        var ofProduct = await FeaturesAsync("/v1/features/products/tea-1");

        (await PutAsync("unlooked", """{"analytics": false}""")).AssertOk();

        Assert.NotEqual(await FeaturesAsync("/v1/features/users/unlooked-nobody"), before);
        Assert.Equal(
            await FeaturesAsync("/v1/features/users/unlooked-nobody"),
            await FeaturesAsync("/v1/features/users/unlooked"));
        Assert.NotEqual(ofProduct, await FeaturesAsync("/v1/features/products/tea-1"));
        Assert.Equal("collaborative", await SourceAsync("unlooked"));

        (await PutAsync("unlooked", """{"analytics": true}""")).AssertOk();

        Assert.Equal(before, await FeaturesAsync("/v1/features/users/unlooked"));
    }

    [Fact]
    public async Task Exports_AShopperWhoRefuses_GetsWhatOthersGetAndIsInNoAudience()
    {
        await BuyAsync("unlisted", "coffee-1", "coffee-2");
        Assert.Contains("unlisted", await AudienceAsync(), StringComparison.Ordinal);

        (await PutAsync("unlisted", """{"personalisation": false}""")).AssertOk();

        Assert.DoesNotContain("unlisted", await AudienceAsync(), StringComparison.Ordinal);
        var lists = (await Client.GetAsync("/v1/exports/recommendations?n=3")).Text.Split('\n');
        var list = JsonDocument.Parse(
            lists.Single(line => line.Contains("\"unlisted\"", StringComparison.Ordinal))).RootElement;
        var answer = await Client.GetAsync("/v1/users/unlisted/recommendations?n=3");
        Assert.Equal("popularity", answer.String("source"));
        Assert.Equal(
            answer["items"].EnumerateArray().Select(item => item.GetProperty("product_id").GetString()),
            list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("product_id").GetString()));
    }

    [Fact]
    public async Task ExportAndDelete_Consents_AreInItAndGone()
    {
        await BuyAsync("exported", "tea-1");
        (await PutAsync("exported", """{"training": false}""")).AssertOk();
        (await PutAsync("exported", """{"training": true}""")).AssertOk();

        var lines = (await Client.GetAsync("/v1/users/exported:export")).Text.Split('\n');
        var said = lines.Where(line => line.StartsWith("{\"consent\":", StringComparison.Ordinal))
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("consent")).ToList();
        var erased = await Client.DeleteAsync("/v1/users/exported");

        Assert.Equal([false, true], said.Select(word => word.GetProperty("is_allowed").GetBoolean()));
        Assert.All(said, word => Assert.Equal("training", word.GetProperty("purpose").GetString()));
        Assert.Single(lines, line => line.StartsWith("{\"consents\":", StringComparison.Ordinal));
        Assert.Single(lines, line => line.StartsWith("{\"interaction\":", StringComparison.Ordinal));
        Assert.Equal(1, erased["erased_interactions"].GetInt64());
        Assert.Equal(2, erased["certificate.counts.consents"].GetInt64());
        Assert.Equal(3, (await Client.GetAsync("/v1/users/exported/consents"))["by_default"].GetArrayLength());
        Assert.DoesNotContain(
            "\"consent\":", (await Client.GetAsync("/v1/users/exported:export")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merge_AGuestWhoRefused_TheirWordIsTakenOverWhereTheShopperSaidNone()
    {
        await BuyAsync("guest-refusing", "tea-1");
        (await PutAsync("guest-refusing", """{"training": false, "analytics": false}""")).AssertOk();
        (await PutAsync("host", """{"analytics": true}""")).AssertOk();

        (await Client.PostAsync("/v1/users/host:merge", """{"from": "guest-refusing"}""")).AssertOk();

        var host = await Client.GetAsync("/v1/users/host/consents");
        Assert.False(host["training"].GetBoolean());
        Assert.True(host["analytics"].GetBoolean());
        Assert.Equal(3, (await Client.GetAsync("/v1/users/guest-refusing/consents"))["by_default"].GetArrayLength());
    }

    [Fact]
    public async Task Restart_OnSqlite_KeepsConsentsAndTheShopsDefault()
    {
        using var folder = new TemporaryFolder();
        await RequireKeptAsync(folder.Path);
    }

    [SkippableFact]
    public async Task Restart_OnPostgres_KeepsConsentsAndTheShopsDefault()
    {
        Skip.If(TemporaryDatabase.Admin is null, NoServer);
        await using var database = await TemporaryDatabase.CreateAsync(TemporaryDatabase.Admin);
        using var folder = new TemporaryFolder();
        await RequireKeptAsync(folder.Path, ClusterSettings.On(database));
    }

    [Theory]
    [InlineData("Trainning", "true", "is no purpose")]
    [InlineData("Training", "no", "is 'no'; it must be true or false")]
    public async Task Start_BadDefault_IsRefused(string purpose, string value, string problem)
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(
            () => RunningGateway.StartAsync(null, $"--Ayni:Consents:Default:{purpose}={value}"));

        Assert.Contains($"Ayni:Consents:Default:{purpose}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(problem, refusal.Message, StringComparison.Ordinal);
    }

    private static async Task RequireKeptAsync(string folder, params string[] settings)
    {
        await using (var gateway = await RunningGateway.StartAsync(folder, settings))
        {
            (await gateway.Client.PutAsync("/v1/users/kept/consents", """{"personalisation": false}""")).AssertOk();
        }

        await using (var strict = await RunningGateway.StartAsync(
            folder, [.. settings, "--Ayni:Consents:Default:Training=false"]))
        {
            await RequireAsync(strict.Client, "kept", personalisation: false, training: false);
            await RequireAsync(strict.Client, "other", personalisation: true, training: false);
        }

        // Whoever starts a process without the setting takes no decision back.
        await using var again = await RunningGateway.StartAsync(folder, settings);
        await RequireAsync(again.Client, "kept", personalisation: false, training: false);
    }

    private static async Task RequireAsync(GatewayClient client, string userId, bool personalisation, bool training)
    {
        var answer = await client.GetAsync($"/v1/users/{userId}/consents");
        Assert.Equal(personalisation, answer["personalisation"].GetBoolean());
        Assert.Equal(training, answer["training"].GetBoolean());
        Assert.True(answer["analytics"].GetBoolean());
    }

    private Task<Answer> PutAsync(string userId, string body) => Client.PutAsync($"/v1/users/{userId}/consents", body);

    private async Task<string?> SourceAsync(string userId) =>
        (await Client.GetAsync($"/v1/users/{userId}/recommendations")).String("source");

    private async Task<string> AudienceAsync() =>
        (await Client.PostAsync("/v1/audiences", """{"product_ids": ["coffee-5"], "n": 1000}""")).Text;

    private async Task<string> FeaturesAsync(string path) =>
        (await Client.GetAsync($"{path}?as_of=2100-01-01T00:00:00Z"))["features"].GetRawText();

    private async Task<int> UsersOfAsync(string version) => (await Client.GetAsync("/v1/models"))["versions"]
        .EnumerateArray().Single(model => model.GetProperty("version").GetString() == version)
        .GetProperty("users").GetInt32();

    private async Task BuyAsync(string userId, params string[] products)
    {
        foreach (var product in products)
        {
            (await Client.PostAsync(
                "/v1/events?wait=applied",
                $$"""{"user_id": "{{userId}}", "product_id": "{{product}}", "interaction_type": "purchase"}"""))
                .AssertOk(HttpStatusCode.Accepted);
        }
    }
}
