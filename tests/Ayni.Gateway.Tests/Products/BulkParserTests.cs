using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Ayni.Domain.Errors;
using Ayni.Gateway.Products;

namespace Ayni.Gateway.Tests.Products;

/// <summary>Rows are the same however the body is cut on its way.</summary>
public sealed class BulkParserTests
{
    private const string Good = """{"product_id": "ñandú, [\"x\"] {🛒}", "product_name": "n", "colour": 1}""";
    private const string Bad = """{"product_id": "b", "product_price": -4, "color": [[1], {"a": "]"}]}""";

    public static TheoryData<string> Bodies =>
    [
        $"[{Good},\n {Bad} ,{Good}]", $"\uFEFF \n[{Good}\n]\n", $"{Good}\n\n{Bad}\r\n{{\"a\": }}\n{Good}",
        $"\uFEFF{Good}", $"\r\n \n{Good}\n\n", $"[{Good}, 1, null, \"x\", [], {Good}]", $"{Good}\n[{Good}]\n1", " ", "",
        "[]", "  [ ]  ",
    ];

    public static TheoryData<string, string> Broken => new()
    {
        { $"[{Good},", "$[0]" }, { $"[{Good}, {{\"a\": [1, x]}}]", "$[1].a[0]" }, { "[", "$[0]" },
        { $"[{Good}] x", "$[0]" }, { $"[{Good} {Good}]", "$[1]" }, { $"[{Good},]", "$[0]" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Read_CutAnywhere_GivesTheSameRows(string body)
    {
        var whole = await ReadAsync(body, int.MaxValue);

        foreach (var size in new[] { 1, 2, 3, 7, 64 })
        {
            var cut = await ReadAsync(body, size);
            Assert.Equal(JsonSerializer.Serialize(whole.Report), JsonSerializer.Serialize(cut.Report));
            Assert.Equal(whole.Products, cut.Products);
        }
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Read_BrokenArray_NamesTheSamePlaceHoweverCut(string body, string field)
    {
        foreach (var size in new[] { int.MaxValue, 1, 7 })
        {
            var refusal = await Assert.ThrowsAsync<RefusalException>(() => ReadAsync(body, size));

            Assert.Equal(ErrorCodes.MalformedJson, refusal.Code);
            Assert.Equal(field, Assert.Single(refusal.Errors!).Field);
        }
    }

    [Fact]
    public async Task Read_LineTooLong_IsRefusedAlone()
    {
        var body = $"{Good}\n{new string(' ', 400_000)}{Good}\n{Good}\n{new string('x', 140_000)}";

        foreach (var size in new[] { int.MaxValue, 4_096 })
        {
            var report = (await ReadAsync(body, size)).Report;

            Assert.Equal((4, 2, 2), (report.Rows, report.Stored, report.Refused));
            Assert.Equal([2, 4], report.Problems.Select(problem => problem.Row));
        }
    }

    [Fact]
    public async Task Read_ElementTooLong_IsRefusedWhole()
    {
        var body = $"[{Good}, {{\"product_id\": \"{new string('x', 400_000)}\"}}]";

        var refusal = await Assert.ThrowsAsync<RefusalException>(() => ReadAsync(body, 4_096));

        Assert.Equal(ErrorCodes.TooLarge, refusal.Code);
        Assert.Contains("Row 2", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_UnknownFields_AreListedOnce()
    {
        var report = (await ReadAsync($"[{Good},{Good},{Bad}]", 64)).Report;

        Assert.Equal(["colour", "color"], report.IgnoredFields);
    }

    [Fact]
    public async Task Read_MisspeltField_IsABadRowAndTheLoadGoesOn()
    {
        var report = (await ReadAsync(
            $$"""
            {"product_id": "a", "product_name": "a", "product_pirce": 3}
            {"product_id": "b", "product_name": "b", "Category": "x", "colour": 1}
            {{Good}}
            """, int.MaxValue)).Report;

        Assert.Equal((3, 1, 2), (report.Rows, report.Stored, report.Refused));
        Assert.Equal(
            [(1, "product_pirce"), (2, "Category")], report.Problems.Select(problem => (problem.Row, problem.Field)));
        Assert.Contains("Did you mean product_category?", report.Problems[1].Remedy, StringComparison.Ordinal);
        Assert.Equal(["colour"], report.IgnoredFields);
    }

    private static Task<BulkParser> ReadAsync(string body, int size) => BulkParser.ReadAsync(
        PipeReader.Create(new SlowStream(Encoding.UTF8.GetBytes(body), size)),
        new ProductParser(new ShopCurrency("PEN")),
        CancellationToken.None);

    /// <summary>Hands out so many bytes a read.</summary>
    private sealed class SlowStream(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, size)], cancellationToken);
    }
}
