using System.Text;
using Ayni.Domain.Errors;

namespace Ayni.Gateway.Tests.Json;

public sealed class JsonBodyTests
{
    [Theory]
    [InlineData("{\"user_id\": }", "$.user_id", "Line 1, byte 13")]
    [InlineData("[{\"a\": 1},\n {\"b\": [1, 2, x]}]", "$[1].b[1]", "Line 2, byte 15")]
    [InlineData("{\"a\": {\"b\": 1}, \"c\" 2}", "$.a", "Line 1, byte 21")]
    [InlineData("", "$", "Line 1, byte 1")]
    public void Parse_Malformed_NamesLineByteAndField(string json, string field, string place)
    {
        var refusal = Assert.Throws<RefusalException>(() => JsonDocuments.Parse(Encoding.UTF8.GetBytes(json)));

        Assert.Equal(ErrorCodes.MalformedJson, refusal.Code);
        Assert.StartsWith(place, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(field, Assert.Single(refusal.Errors!).Field);
    }

    [Fact]
    public void Parse_FieldTwice_IsRefused()
    {
        var refusal = Assert.Throws<RefusalException>(() => JsonDocuments.Parse("""{"a": 1, "a": 2}"""u8.ToArray()));

        Assert.Equal(ErrorCodes.MalformedJson, refusal.Code);
    }

    [Fact]
    public void Parse_NotUtf8_IsRefused()
    {
        byte[] latin1 = [.. "{\"a\": \"caf"u8, 0xE9, .. "\"}"u8];

        var refusal = Assert.Throws<RefusalException>(() => JsonDocuments.Parse(latin1));

        Assert.Contains("UTF-8", refusal.Message, StringComparison.Ordinal);
    }
}
