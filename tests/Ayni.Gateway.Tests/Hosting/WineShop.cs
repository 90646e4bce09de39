using System.Net;

namespace Ayni.Gateway.Tests.Hosting;

/// <summary>A shop of four products, one of them pinned in a scenario, for what may not be given.</summary>
internal static class WineShop
{
    /// <summary>Fills the catalogue, and has five shoppers buy wine, cigars and bread.</summary>
    public static async Task FillAsync(GatewayClient client)
    {
        (await client.PostAsync("/v1/products:bulk", """
            [{"product_id": "wine", "product_name": "Vino tinto", "product_category": "Bebidas > Vinos"},
             {"product_id": "cigars", "product_name": "Puros", "product_category": "Tabaco > Puros"},
             {"product_id": "bread", "product_name": "Pan de vino", "product_category": "Pan"},
             {"product_id": "cheese", "product_name": "Queso de vino", "product_category": "Quesos"}]
            """)).AssertOk();
        (await client.PutAsync(
            "/v1/scenarios/pinning",
            """{"sources": [{"name": "newest"}], "pinned": [{"product_id": "wine", "position": 1}]}""")).AssertOk();
        var events = Enumerable.Range(0, 5).SelectMany(user => new[] { "wine", "cigars", "bread" }.Select(
            product => $$"""{"user_id": "u{{user}}", "product_id": "{{product}}", "interaction_type": "purchase"}"""));
        (await client.PostAsync("/v1/events?wait=applied", $"[{string.Join(',', events)}]"))
            .AssertOk(HttpStatusCode.Accepted);
    }

    /// <summary>Every product that the answers to some questions give.</summary>
    public static async Task<HashSet<string>> GivenAsync(GatewayClient client, IEnumerable<string> questions)
    {
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var question in questions)
        {
            var answer = await client.GetAsync(question);
            answer.AssertOk();
            given.UnionWith(answer["items"].EnumerateArray().Select(
                item => item.GetProperty("product_id").GetString()!));
        }

        return given;
    }
}
