using System.Text.Json;

namespace Ayni.Gateway.Tests.Json;

public sealed class WireTimeTests
{
    private static readonly DateTimeOffset Expected = new(2026, 11, 22, 15, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData("\"2026-11-22T15:04:05Z\"")]
    [InlineData("\"2026-11-22T10:04:05-05:00\"")]
    [InlineData("\"2026-11-22T15:04:05.0009\"")]
    [InlineData("\"2026-11-22 15:04:05\"")]
    [InlineData("1795359845")]
    [InlineData("1795359845000")]
    [InlineData("\"1795359845\"")]
    public void Parse_EveryForm_IsTheSameInstantInUtc(string json) =>
        Assert.Equal(Expected, WireTime.Parse(JsonDocument.Parse(json).RootElement));

    [Fact]
    public void Parse_DateAlone_IsItsMidnightInUtc() =>
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero), WireTime.Parse("2026-11-22"));

    [Fact]
    public void Parse_Fractions_AreCutToMilliseconds() =>
        Assert.Equal(Expected.AddMilliseconds(123), WireTime.Parse("2026-11-22T15:04:05.1239Z"));

    [Theory]
    [InlineData("\"11/22/2026\"")]
    [InlineData("\"2026-13-01\"")]
    [InlineData("\"yesterday\"")]
    [InlineData("\"\"")]
    [InlineData("-5")]
    [InlineData("1e300")]
    [InlineData("true")]
    public void Parse_NoTime_IsNull(string json) =>
        Assert.Null(WireTime.Parse(JsonDocument.Parse(json).RootElement));
}
