using System.Net;
using System.Net.Sockets;
using Ayni.Silo.Hosting;

namespace Ayni.Silo.Tests;

public sealed class FreePortsCheckTests
{
    [Fact]
    public void ValidateConfiguration_PortInUse_NamesSettingPortAndRemedy()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var error = Assert.Throws<ArgumentException>(
            () => new FreePortsCheck(new AyniSiloOptions { SiloPort = port }).ValidateConfiguration());

        Assert.Contains($"Ayni:SiloPort is {port}", error.Message, StringComparison.Ordinal);
        Assert.Contains("Ayni__SiloPort", error.Message, StringComparison.Ordinal);
    }
}
