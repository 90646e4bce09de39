using System.Text;
using System.Text.Json;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Users;

public sealed class UserExportApiTests(EmptyShop shop) : IClassFixture<EmptyShop>
{
    private const int Batches = 11;
    private const int PerBatch = 1_000;

    private GatewayClient Client => shop.Client;

    [Fact]
    public async Task Export_MoreThanTheGrainHolds_GivesEveryInteractionOnceInOrder()
    {
        for (var batch = 0; batch < Batches; batch++)
        {
            var events = new StringBuilder("[");
            for (var i = 0; i < PerBatch; i++)
            {
                events.Append(i == 0 ? "" : ",").Append(
                    $$"""{"event_id":"x-{{batch}}-{{i}}","user_id":"ana","product_id":"p-{{i % 7}}",""");
                events.Append("\"interaction_type\":\"view\"}");
            }

            (await Client.PostAsync("/v1/events", events.Append(']').ToString()))
                .AssertOk(System.Net.HttpStatusCode.Accepted);
        }

        (await Client.PutAsync("/v1/users/ana/profile", """{"segment": "vip", "attributes": {"city": "Cusco"}}"""))
            .AssertOk();

        var answer = await Client.GetAsync("/v1/users/ana:export");

        answer.AssertOk();
        Assert.Equal("application/x-ndjson", answer.MediaType);
        var lines = answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.EnumerateObject().Single()).ToList();
        Assert.Equal(
            ["export", "profile", "consents", "features", "tastes", "shown"], lines.Take(6).Select(line => line.Name));
        Assert.Equal("ana", lines[0].Value.GetProperty("user_id").GetString());
        Assert.Equal("Cusco", lines[1].Value.GetProperty("attributes").GetProperty("city").GetString());
        Assert.Equal(
            Enumerable.Range(0, Batches * PerBatch).Select(i => $"x-{i / PerBatch}-{i % PerBatch}"),
            lines.Where(line => line.Name == "interaction")
                .Select(line => line.Value.GetProperty("event_id").GetString()));
        Assert.Equal(Batches * PerBatch, lines[^1].Value.GetProperty("interactions").GetInt32());
        Assert.Equal("end", lines[^1].Name);
    }

    [Fact]
    public async Task Export_ShownProducts_AreInIt()
    {
        (await Client.PutAsync("/v1/products/shown-1", """{"product_name": "Olla"}""")).AssertOk();
        await Client.GetAsync("/v1/users/looker/recommendations");

        var text = (await Client.GetAsync("/v1/users/looker:export")).Text;

        var shown = text.Split('\n').Single(line => line.StartsWith("{\"shown\"", StringComparison.Ordinal));
        Assert.Equal(
            "shown-1",
            JsonDocument.Parse(shown).RootElement.GetProperty("shown")[0].GetProperty("product_id").GetString());
    }
}
