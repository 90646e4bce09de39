using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Users;

public sealed class UserApiTests(EmptyShop shop) : IClassFixture<EmptyShop>
{
    private GatewayClient Client => shop.Client;

    [Fact]
    public async Task Get_Unknown_HasNoInteractions()
    {
        var answer = await Client.GetAsync("/v1/users/nobody");

        answer.AssertOk();
        Assert.Equal("nobody", answer.String("user_id"));
        Assert.Equal(0, answer["interaction_count"].GetInt32());
        Assert.True(answer["profile.consents_to_personalization"].GetBoolean());
    }

    [Fact]
    public async Task Get_Newest_AreNewestFirst()
    {
        await Client.PostAsync(
            "/v1/events?wait=applied",
            """
            [{"event_id": "n-1", "user_id": "newest", "product_id": "p", "interaction_type": "view"},
             {"event_id": "n-2", "user_id": "newest", "product_id": "p", "interaction_type": "view"},
             {"event_id": "n-3", "user_id": "newest", "product_id": "p", "interaction_type": "cart"}]
            """);

        var answer = await Client.GetAsync("/v1/users/newest?newest=2");

        Assert.Equal(
            ["n-3", "n-2"], answer["recent"].EnumerateArray().Select(e => e.GetProperty("event_id").GetString()!));
        Assert.Equal(3, answer["interaction_count"].GetInt32());
    }

    [Fact]
    public async Task Get_NewestOutOfRange_IsRefused() =>
        (await Client.GetAsync("/v1/users/any?newest=1001")).AssertRefused(400, "invalid", "newest");

    [Fact]
    public async Task PutProfile_Fields_AreKept()
    {
        var put = await Client.PutAsync(
            "/v1/users/profiled/profile", """{"segment": "new", "country": "PE", "language": "es-PE"}""");
        put.AssertOk();

        var answer = await Client.GetAsync("/v1/users/profiled");

        Assert.Equal("new", answer.String("profile.segment"));
        Assert.Equal("PE", answer.String("profile.country"));
        Assert.Equal("es-PE", answer.String("profile.language"));
    }

    [Fact]
    public async Task PutProfile_Attributes_AreKept()
    {
        const string Attributes = """{"city":"Cusco","since":"2020-05-01T00:00:00+00:00","vip":true,"visits":3}""";

        var put = await Client.PutAsync("/v1/users/attributed/profile", $$"""{"attributes": {{Attributes}}}""");

        put.AssertOk();
        Assert.Equal(Attributes, put["attributes"].GetRawText());
        Assert.Equal(Attributes, (await Client.GetAsync("/v1/users/attributed"))["profile.attributes"].GetRawText());
    }

    [Theory]
    [InlineData("""{"attributes": {"a b": 1}}""", "attributes.a b")]
    [InlineData("""{"country": "Peru"}""", "country")]
    [InlineData("""{"consents_to_personalization": "no"}""", "consents_to_personalization")]
    public async Task PutProfile_BadField_IsNamed(string json, string field) =>
        (await Client.PutAsync("/v1/users/any/profile", json)).AssertRefused(400, "invalid", field);

    [Fact]
    public async Task PutProfile_MisspeltConsent_IsRefusedAndChangesNothing()
    {
        await Client.PutAsync("/v1/users/misspelt/profile", """{"consents_to_personalization": false}""");

        var answer = await Client.PutAsync(
            "/v1/users/misspelt/profile", """{"consent_to_personalization": false, "Country": "PE"}""");

        answer.AssertRefused(400, "invalid", "consent_to_personalization");
        Assert.Contains(
            "Did you mean consents_to_personalization?", answer.String("errors.0.remedy"), StringComparison.Ordinal);
        Assert.Equal("Country", answer.String("errors.1.field"));
        var kept = await Client.GetAsync("/v1/users/misspelt");
        Assert.False(kept["profile.consents_to_personalization"].GetBoolean());
    }

    [Fact]
    public async Task Delete_User_ErasesTheirInteractionsForGood()
    {
        const string Event = """
            {"event_id": "erased-1", "user_id": "erased", "product_id": "p", "interaction_type": "view"}
            """;
        await Client.PostAsync("/v1/events?wait=applied", Event);

        var answer = await Client.DeleteAsync("/v1/users/erased");

        answer.AssertOk();
        Assert.Equal(1, answer["erased_interactions"].GetInt64());
        Assert.Equal(0, (await Client.GetAsync("/v1/users/erased"))["interaction_count"].GetInt32());
        var retry = await Client.PostAsync("/v1/events?wait=applied", Event);
        Assert.Equal(1, retry["duplicates"].GetInt32());
        Assert.Equal(0, (await Client.GetAsync("/v1/users/erased"))["interaction_count"].GetInt32());
    }
}
