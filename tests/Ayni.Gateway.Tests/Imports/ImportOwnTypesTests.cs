using System.Net;
using System.Text;
using Ayni.Gateway.Tests.Hosting;
using Ayni.Testing;

namespace Ayni.Gateway.Tests.Imports;

/// <summary>Types of interactions that a shop named itself, in its files.</summary>
public sealed class ImportOwnTypesTests
{
    private const string Events =
        """
        cliente,producto,fecha,evento
        a,p1,2026-01-02T10:00:00Z,view
        a,p1,2026-01-02T10:01:00Z,Regalo
        b,p2,2026-01-03T10:00:00Z,boda

        """;

    [Fact]
    public async Task Post_OwnTypes_AreDeclaredAndThoseOfTheShopAreKnown()
    {
        await using var gateway = await RunningGateway.StartAsync();
        (await gateway.Client.PutAsync("/v1/interaction-types/regalo", """{"weight":0.7}""")).AssertOk();

        var check = await SendAsync(gateway, "?check=true&own_type=boda=2");
        var untouched = await gateway.Client.GetAsync("/v1/interaction-types");
        var ended = await EndedAsync(gateway, await SendAsync(gateway, "?own_type=boda=2,regalo=3"));
        var types = await gateway.Client.GetAsync("/v1/interaction-types");

        Assert.Equal(3, check["interactions.kept"].GetInt32());
        Assert.DoesNotContain("boda", untouched.Text, StringComparison.Ordinal);
        Assert.Equal(("completed", 3), (ended.String("state"), ended["appended"].GetInt32()));
        Assert.Contains("'regalo' keeps the weight 0.7", ended["notes"].GetRawText(), StringComparison.Ordinal);
        Assert.Equal(
            [("boda", 2.0), ("regalo", 0.7)],
            types["types"].EnumerateArray().Where(type => !type.GetProperty("built_in").GetBoolean())
                .Select(type => (type.GetProperty("name").GetString(), type.GetProperty("weight").GetDouble())));
    }

    [Fact]
    public async Task Post_AMappingThatNamesATypeThatNobodyHas_IsRefusedAtOnce()
    {
        await using var gateway = await RunningGateway.StartAsync();
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Events), "file", "e.csv" },
            {
                new StringContent(
                    """
                    {"name":"m","interactions":{"type":"regalo",
                     "columns":{"user":"cliente","product":"producto","timestamp":"fecha"}}}
                    """),
                "mapping"
            },
        };

        var response = await gateway.Client.Http.PostAsync("/v1/imports", form);
        var text = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("PUT /v1/interaction-types/regalo", text, StringComparison.Ordinal);
    }

    private static async Task<Answer> SendAsync(RunningGateway gateway, string query)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Events));
        var response = await gateway.Client.Http.PostAsync($"/v1/imports{query}", content);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(response.StatusCode, response.Content.Headers.ContentType?.MediaType, text, response);
    }

    private static async Task<Answer> EndedAsync(RunningGateway gateway, Answer accepted)
    {
        accepted.AssertOk(HttpStatusCode.Accepted);
        var answer = accepted;
        await Eventually.HoldsAsync(
            async () =>
            {
                answer = await gateway.Client.GetAsync($"/v1/imports/{accepted.String("id")}");
                return answer.String("state") is not ("queued" or "running");
            },
            "the end of an import");
        return answer;
    }
}
