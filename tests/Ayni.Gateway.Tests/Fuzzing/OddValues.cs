using System.Text;

namespace Ayni.Gateway.Tests.Fuzzing;

/// <summary>
/// What breaks readers: ids, times, numbers and JSON that a shop's programs send by mistake or on purpose.
/// </summary>
internal static class OddValues
{
    /// <summary>Texts, unescaped.</summary>
    public static readonly string[] Texts =
    [
        "", " ", ".", "..", "/", "a/b", "../../etc/passwd", "%2F", "%252F", "a%00b", "\0", "a\0b", "\r\nX-Y: z",
        "\u202Eabc\u202C", "שלום", "مرحبا", "e\u0301\u0301\u0301", "🛒", "👩‍👩‍👧‍👦", "\u2028", "\uFEFF", "\uFFFD",
        "\u200B",
        new('x', 128), new('x', 129), new('é', 10_240), "null", "undefined", "true", "NaN", "Infinity", "-1", "0", "-0",
        "1e999", "0x10", "1,5", "9223372036854775807", "9223372036854775808", "2147483648", "1e-400",
        "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59.9999999-14:00", "2016-12-31T23:59:60Z",
        "2026-02-30T00:00:00Z", "2026-01-01T00:00:00", "2026-01-01", "12026-01-01T00:00:00Z", "-0001-01-01T00:00:00Z",
        "2026-01-01T00:00:00+99:99", "1970-01-01T00:00:00Z", "'; drop table interactions; --",
        "<script>alert(1)</script>",
        "${jndi:ldap://x}", "{{7*7}}", "[]", "{}", "a,b", "a;b", "a:b", "a=b&c=d", "products:bulk",
        "recommendations:trace",
        "price < 10 and", "((((", "category = \"x\" or 1 = 1", "desc", "purchase", "shopper-1", "product-1",
    ];

    /// <summary>JSON values as they are sent; some are none.</summary>
    public static readonly string[] Json =
    [
        "null", "true", "false", "0", "-0", "-1", "1.5", "1e999", "-1e999", "1e-999", "NaN", "Infinity", "0x1",
        "01", "+1",
        "123456789012345678901234567890", "9223372036854775808", "-9223372036854775809", "2147483648", "1e2",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\u0001\"", "\"unended", "'single'", "[]", "[[]]",
        "[null]",
        "{}", "{\"a\": 1, \"a\": 2}", "{\"\": 1}", "{\"a\\u0000\": 1}", "{\"\\ud800\": 1}", "[1, 2", "{\"a\"", "",
        "//",
        Nested('[', ']', 70), Nested('[', ']', 5_000), "[" + string.Join(',', Enumerable.Repeat("1", 2_000)) + "]",
        "{\"x\": " + Nested('[', ']', 40) + "}", new('9', 4_000), "\"" + new string('x', 10_240) + "\"",
    ];

    /// <summary>Parts of a path or query as sent: percent signs that mean nothing, halves of characters.</summary>
    public static readonly string[] Encoded =
    [
        "%", "%4", "%zz", "%+1", "%ff", "%c0%af", "%ed%a0%80", "%00", "%01", "%0A", "%20", "%E3%80%80", "%2e%2e",
        ".", "..",
        "%2F", "%252F", "%25", "a+b", "+", "%F0%9F%9B%92", "%E2%80%AE", "x%2Fsimilar", "%7Bid%7D",
    ];

    /// <summary>What no server need take as HTTP: it is answered 400 or hung up on.</summary>
    public static readonly string[] BrokenTargets =
        ["/v1/products/a b", "/v1/products/\0", "//", "*", "v1/status", "/\u00e9"];

    /// <summary>Bodies that are no text.</summary>
    public static readonly byte[][] Bytes =
    [
        [0xFF, 0xFE, 0x00, 0x00], [0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}'], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0x00],
        [0x1F, 0x8B, 0x08, 0x00],
        [.. Encoding.UTF8.GetBytes("{\"user_id\": \""), 0xF0, 0x9F, .. Encoding.UTF8.GetBytes("\"}")],
        Encoding.Unicode.GetBytes("{\"user_id\": \"u\"}"),
    ];

    private static string Nested(char open, char close, int depth) =>
        new string(open, depth) + new string(close, depth);
}
