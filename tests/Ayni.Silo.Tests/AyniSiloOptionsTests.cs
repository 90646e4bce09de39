using Ayni.Silo.Hosting;

namespace Ayni.Silo.Tests;

public sealed class AyniSiloOptionsTests
{
    [Fact]
    public void Defaults_AreValid()
    {
        var options = new AyniSiloOptions();

        options.Validate();

        Assert.Equal("ayni-data", options.DataDirectory);
        Assert.Null(options.Postgres);
        Assert.Equal(4, options.Shards);
        Assert.False(options.Dashboard);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(AyniSiloOptions.MaxShards)]
    public void Shards_AtABound_IsAccepted(int shards) => new AyniSiloOptions { Shards = shards }.Validate();

    [Theory]
    [InlineData(0)]
    [InlineData(AyniSiloOptions.MaxShards + 1)]
    public void Shards_OverABound_IsRefusedWithValueRangeAndRemedy(int shards)
    {
        var error = Assert.Throws<ArgumentException>(() => new AyniSiloOptions { Shards = shards }.Validate());

        Assert.Contains($"Ayni:Shards is {shards}", error.Message, StringComparison.Ordinal);
        Assert.Contains("1 to 1024", error.Message, StringComparison.Ordinal);
        Assert.Contains("Ayni__Shards", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65_536)]
    public void SiloPort_OverABound_IsRefused(int port) =>
        Assert.Throws<ArgumentException>(() => new AyniSiloOptions { SiloPort = port }.Validate());

    [Fact]
    public void DataDirectory_Empty_IsRefusedUnlessPostgresIsGiven()
    {
        Assert.Throws<ArgumentException>(() => new AyniSiloOptions { DataDirectory = " " }.Validate());

        new AyniSiloOptions { DataDirectory = " ", Postgres = "Host=127.0.0.1" }.Validate();
    }
}
