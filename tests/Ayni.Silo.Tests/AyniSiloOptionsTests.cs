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
        Assert.False(options.Dashboard);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65_536)]
    public void SiloPort_OverABound_IsRefusedWithValueRangeAndRemedy(int port)
    {
        var error = Assert.Throws<ArgumentException>(() => new AyniSiloOptions { SiloPort = port }.Validate());

        Assert.Contains($"Ayni:SiloPort is {port}", error.Message, StringComparison.Ordinal);
        Assert.Contains("1 to 65535", error.Message, StringComparison.Ordinal);
        Assert.Contains("Ayni__SiloPort", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DataDirectory_Empty_IsRefusedUnlessPostgresIsGiven()
    {
        Assert.Throws<ArgumentException>(() => new AyniSiloOptions { DataDirectory = " " }.Validate());

        new AyniSiloOptions { DataDirectory = " ", Postgres = "Host=127.0.0.1" }.Validate();
    }
}
