using System.Globalization;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Json;

/// <summary>What the grammar of JSON allows and nobody can use is refused by name, on every path with a body.</summary>
public sealed class BrokenTextTests(EmptyShop shop) : IClassFixture<EmptyShop>
{
    private static readonly (string Method, string Path)[] Bodies =
    [
        ("POST", "/v1/events"), ("PUT", "/v1/products/p"), ("PATCH", "/v1/products/p"),
        ("PUT", "/v1/users/u/profile"), ("POST", "/v1/training"), ("POST", "/reco"),
    ];

    private static readonly string[] Texts =
    [
        "user_id", "product_id", "event_id", "order_id", "query", "interaction_type", "interaction_score",
        "timestamp_interaction", "interaction_duration", "product_name", "product_description", "product_category",
        "brand", "currency", "product_price", "stock", "is_active", "segment", "country", "language",
        "consents_to_personalization", "user_id_hash", "rank", "regularization", "weights", "seed", "as_of_position",
    ];

    public static TheoryData<string> Lonely =>
        ["\\ud800", "\\udc00", "a\\uD83D", "\\ude00\\ud83d", "\\ud800\\ud800", "\\ud800x\\udc00"];

    public static TheoryData<string> Odd =>
    [
        "{\"a\\u0000b\": 1}", "{\"\": 1}", "{\"x\": \"\\u0000\"}", "{\"user_id\": \"\\u0000\"}",
        "{\"user_id\": 1, \"\\u0075ser_id\": 2}", "{\"x\": 1e999}", "{\"user_id\": 1e999}", "{\"stock\": 1e999}",
        "{\"user_id\": 123456789012345678901234567890}", "{\"stock\": 123456789012345678901234567890}",
        "{\"product_price\": 1e999}", "{\"product_price\": 1e-999}", "{\"interaction_score\": -1e999}",
        "{\"timestamp_interaction\": 1e999}", "{\"timestamp_interaction\": 123456789012345678901234567890}",
        "{\"seed\": 9223372036854775808}", "{\"rank\": 1e2}", "{\"x\": {\"y\": \"\\ud800\"}}",
        "{\"events\": \"\\ud800\"}", "{\"events\": [[\"\\ud800\"]]}", "\"\\ud800\"", "[\"\\ud800\"]", "null", "[[]]",
        "{\"\\uDBFF\\uDFFF\": 1}", "{\"user_id\": [\"\\ud800\"]}", "{\"weights\": {\"\\ud83d\\ude00\": 1}}",
    ];

    [Theory]
    [MemberData(nameof(Lonely))]
    public async Task Send_HalfACharacterAsName_IsRefusedByIt(string text)
    {
        foreach (var (method, path) in Bodies)
        {
            var answer = await SendAsync(method, path, $$"""{"a": [{"{{text}}": 1}]}""");

            answer.AssertRefused(400, "malformed_json", $"$.a[0].{text}");
            Assert.NotEmpty(answer.String("errors.0.remedy")!);
        }
    }

    [Theory]
    [MemberData(nameof(Lonely))]
    public async Task Send_HalfACharacterAsText_IsRefusedOrIgnored(string text)
    {
        foreach (var (method, path) in Bodies)
        {
            var fields = string.Join(", ", Texts.Select(name => $"\"{name}\": \"{text}\""));

            var answer = await SendAsync(method, path, $"{{{fields}}}");

            answer.AssertRefused(400, "invalid");
            Assert.NotEqual(0, answer["errors"].GetArrayLength());
        }
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task Send_OddJson_IsNeverAFault(string json)
    {
        foreach (var (method, path) in Bodies)
        {
            var answer = await SendAsync(method, path, json);

            Assert.True(answer.StatusNumber < 500, $"{method} {path} {json}: {answer.Text}");
        }

        var bulk = await SendAsync("POST", "/v1/products:bulk", $"[{json}]");
        Assert.True(bulk.StatusNumber == 400, bulk.Text);
    }

    [Fact]
    public async Task Send_NestedTooDeep_IsRefused()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 5_000)) + "1" + new string('}', 5_000);
        foreach (var (method, path) in Bodies.Where(body => body.Path.StartsWith("/v1/e", StringComparison.Ordinal)))
            (await SendAsync(method, path, deep)).AssertRefused(400, "malformed_json");
        var bulk = await SendAsync("POST", "/v1/products:bulk", $"{deep}\n{Row("d")}");
        Assert.Equal(1, bulk["stored"].GetInt32());
        Assert.Equal(1, bulk["problems.0.row"].GetInt32());
    }

    [Fact]
    public async Task Send_NumberOfAMillionDigits_IsRefused()
    {
        var digits = new string('1', 1_000_000);

        (await SendAsync("POST", "/v1/events", $"{{\"user_id\": {digits}}}")).AssertRefused(400, "invalid");
    }

    [Fact]
    public async Task Refusal_CutsNoCharacterInHalf()
    {
        var id = new string('x', 99) + string.Concat(Enumerable.Repeat("🛒", 100));

        var answer = await SendAsync("POST", "/v1/events", $"{{\"user_id\": \"{id}\"}}");

        Assert.DoesNotContain('\uFFFD', answer.String("errors.1.value")!);
    }

    [Theory]
    [InlineData("application/x-ndjson", "\n", "{0}\n{1}\n{2}")]
    [InlineData("application/json", "", "[{0},\n{1}, {2}]")]
    public async Task Bulk_BrokenRow_IsRefusedAlone(string contentType, string end, string form)
    {
        foreach (var broken in new[]
        {
            """{"\ud800": 1}""", """{"product_id": "\ud800", "product_name": "x"}""",
            """{"product_id": "x", "product_name": "\ud800"}""", """{"a": 1, "\u0061": 2}""",
        })
        {
            var body = string.Format(
                CultureInfo.InvariantCulture, form, Row("whole-1"), broken, Row("whole-2")) + end;

            var answer = await shop.Client.SendAsync(HttpMethod.Post, "/v1/products:bulk", body, contentType);

            answer.AssertOk();
            Assert.Equal(2, answer["stored"].GetInt32());
            Assert.Equal(1, answer["refused"].GetInt32());
            Assert.Equal(2, answer["problems.0.row"].GetInt32());
        }
    }

    private static string Row(string id) => $$"""{"product_id": "{{id}}", "product_name": "n"}""";

    private Task<Answer> SendAsync(string method, string path, string json) =>
        shop.Client.SendAsync(new HttpMethod(method), path, json);
}
