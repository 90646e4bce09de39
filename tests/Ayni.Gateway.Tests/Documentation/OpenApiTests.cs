using Ayni.Gateway.Tests.Hosting;
using Microsoft.OpenApi;

namespace Ayni.Gateway.Tests.Documentation;

public sealed class OpenApiTests(EmptyShop shop) : IClassFixture<EmptyShop>
{
    private static readonly string[] Operations =
    [
        "GET /health/live", "GET /health/ready", "GET /train", "POST /reco",
        "POST /v1/events",
        "GET /v1/interaction-types", "PUT /v1/interaction-types/{name}", "DELETE /v1/interaction-types/{name}",
        "GET /v1/products", "GET /v1/products/{id}", "PUT /v1/products/{id}", "PATCH /v1/products/{id}",
        "DELETE /v1/products/{id}", "GET /v1/products/{id}/similar", "POST /v1/products:bulk",
        "GET /v1/categories",
        "GET /v1/users/{id}", "DELETE /v1/users/{id}", "PUT /v1/users/{id}/profile",
        "GET /v1/users/{id}/consents", "PUT /v1/users/{id}/consents",
        "GET /v1/users/{id}/recommendations",
        "POST /v1/users/{id}:merge", "GET /v1/users/{id}:export", "GET /v1/erasures/{id}",
        "GET /v1/users/{id}/categories", "GET /v1/users/{id}/brands",
        "GET /v1/exports/recommendations", "GET /v1/products/{id}/shoppers", "POST /v1/audiences",
        "GET /v1/features", "GET /v1/features/users/{id}", "GET /v1/features/products/{id}",
        "POST /v1/training", "GET /v1/training", "GET /v1/training/events", "POST /v1/training:cancel",
        "GET /v1/training/schedule", "PUT /v1/training/schedule", "DELETE /v1/training/schedule",
        "GET /v1/models", "POST /v1/models/{version}:activate",
        "POST /v1/imports", "GET /v1/imports", "GET /v1/imports/{id}", "DELETE /v1/imports/{id}",
        "GET /v1/imports/{id}/rejected",
        "GET /v1/quality", "POST /v1/quality", "GET /v1/quality.html",
        "GET /v1/status", "GET /v1/retention", "GET /v1/audit", "GET /v1/audit:verify",
        "GET /v1/recommendations", "POST /v1/recommendations", "GET /v1/users/{id}/recommendations:trace",
        "GET /v1/attributes",
        "GET /v1/scenarios", "GET /v1/scenarios/{name}", "PUT /v1/scenarios/{name}", "DELETE /v1/scenarios/{name}",
        "GET /v1/blocked", "PUT /v1/blocked",
        "POST /v1/keys", "GET /v1/keys", "DELETE /v1/keys/{id}", "POST /v1/keys/{id}:rotate",
    ];

    [Fact]
    public async Task Document_IsValidAndListsEveryPath()
    {
        var answer = await shop.Client.GetAsync("/openapi/v1.json");
        answer.AssertOk();

        var read = OpenApiDocument.Parse(answer.Text, "json");

        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        var listed =
            from path in read.Document!.Paths
            from operation in path.Value.Operations!
            select $"{operation.Key.Method} {path.Key.TrimEnd('/')}";
        Assert.Equal(Operations.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Document_EveryOperation_HasSummaryTagAndId()
    {
        var read = OpenApiDocument.Parse((await shop.Client.GetAsync("/openapi/v1.json")).Text, "json");

        Assert.All(
            read.Document!.Paths.SelectMany(path => path.Value.Operations!.Values),
            operation =>
            {
                Assert.NotEmpty(operation.Summary!);
                Assert.NotEmpty(operation.OperationId!);
                Assert.NotEmpty(operation.Tags!);
            });
    }

    [Fact]
    public async Task Document_EveryOperationOfV1_NamesItsScope()
    {
        var read = OpenApiDocument.Parse((await shop.Client.GetAsync("/openapi/v1.json")).Text, "json");

        Assert.All(
            read.Document!.Paths.Where(path => path.Key.StartsWith("/v1/", StringComparison.Ordinal))
                .SelectMany(path => path.Value.Operations!.Values),
            operation => Assert.Contains("Needs the scope ", operation.Description, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Document_Event_NamesItsFieldsInSnakeCaseWithTheirMeaning()
    {
        var schema = (await shop.Client.GetAsync("/openapi/v1.json"))["components.schemas.EventBody"];

        var properties = schema.GetProperty("properties");
        Assert.Equal(
            ["interaction_type", "user_id"],
            schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()!).Order());
        Assert.Contains(
            "shopper",
            properties.GetProperty("user_id").GetProperty("description").GetString(),
            StringComparison.Ordinal);
        Assert.True(properties.TryGetProperty("timestamp_interaction", out _));
    }

    [Fact]
    public async Task Document_Attributes_SayWhatAValueMayBe()
    {
        var document = (await shop.Client.GetAsync("/openapi/v1.json")).Json;
        var schemas = document.GetProperty("components").GetProperty("schemas");

        var attributes = schemas.GetProperty("AttributeSet");

        Assert.Equal("object", attributes.GetProperty("type").GetString());
        Assert.Equal(64, attributes.GetProperty("maxProperties").GetInt32());
        Assert.Equal(
            ["string", "number", "boolean", "array"],
            attributes.GetProperty("additionalProperties").GetProperty("anyOf").EnumerateArray()
                .Select(form => form.GetProperty("type").GetString()));
        Assert.All(["ProductBody", "ProductPatchBody", "UserProfile"], name => Assert.Contains(
            "AttributeSet",
            schemas.GetProperty(name).GetProperty("properties").GetProperty("attributes").GetRawText(),
            StringComparison.Ordinal));
    }

    [Fact]
    public async Task Document_Events_ShowsTheThreeForms()
    {
        var document = (await shop.Client.GetAsync("/openapi/v1.json")).Json;

        var forms = document.GetProperty("paths").GetProperty("/v1/events").GetProperty("post")
            .GetProperty("requestBody").GetProperty("content").GetProperty("application/json")
            .GetProperty("schema").GetProperty("anyOf");

        Assert.Equal(3, forms.GetArrayLength());
        Assert.Equal("#/components/schemas/EventBody", forms[0].GetProperty("$ref").GetString());
        Assert.Equal(1_000, forms[1].GetProperty("maxItems").GetInt32());
    }

    [Fact]
    public async Task Document_N_HasItsRange()
    {
        var document = (await shop.Client.GetAsync("/openapi/v1.json")).Json;
        var parameters = document.GetProperty("paths").GetProperty("/v1/users/{id}/recommendations")
            .GetProperty("get").GetProperty("parameters");

        var n = parameters.EnumerateArray().Single(p => p.GetProperty("name").GetString() == "n");

        Assert.Equal(1, n.GetProperty("schema").GetProperty("minimum").GetInt32());
        Assert.Equal(500, n.GetProperty("schema").GetProperty("maximum").GetInt32());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/features")]
    [InlineData("/docs/index.html")]
    public async Task Pages_AreServedFromHere(string path)
    {
        var answer = await shop.Client.GetAsync(path);

        answer.AssertOk();
        Assert.Equal("text/html", answer.MediaType);
        Assert.DoesNotContain("https://", answer.Text, StringComparison.Ordinal);
    }
}
