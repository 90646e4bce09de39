using System.Net;
using System.Text.Json;

namespace Ayni.Gateway.Tests.Hosting;

/// <summary>What the gateway answered.</summary>
internal sealed record Answer(HttpStatusCode Status, string? MediaType, string Text, HttpResponseMessage Response)
{
    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public int StatusNumber => (int)Status;

    /// <summary>A member by its path, such as <c>errors.0.field</c>.</summary>
    public JsonElement this[string path]
    {
        get
        {
            var element = Json;
            foreach (var part in path.Split('.'))
                element = int.TryParse(part, out var index) ? element[index] : element.GetProperty(part);
            return element;
        }
    }

    public string? String(string path) => this[path].GetString();

    /// <summary>Asserts that this is a refusal with a code, and that it names one field.</summary>
    public void AssertRefused(int status, string code, string? field = null)
    {
        Assert.True(status == StatusNumber, $"{StatusNumber}: {Text}");
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal(code, String("code"));
        Assert.Equal($"urn:ayni:problem:{code}", String("type"));
        Assert.Equal(status, this["status"].GetInt32());
        Assert.NotEmpty(String("title")!);
        Assert.NotEmpty(String("detail")!);
        Assert.NotEmpty(String("trace_id")!);
        Assert.StartsWith("/", String("instance"), StringComparison.Ordinal);
        if (field is null)
            return;
        Assert.Equal(field, String("errors.0.field"));
        Assert.NotEmpty(String("errors.0.problem")!);
        Assert.NotEmpty(String("errors.0.remedy")!);
    }

    public void AssertOk(HttpStatusCode status = HttpStatusCode.OK) =>
        Assert.True(status == Status, $"{StatusNumber}: {Text}");
}
