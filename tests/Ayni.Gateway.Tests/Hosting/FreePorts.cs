using System.Net;
using System.Net.Sockets;

namespace Ayni.Gateway.Tests.Hosting;

/// <summary>Settings of a gateway on PostgreSQL beside others on one machine.</summary>
internal static class FreePorts
{
    public static string[] SettingsFor(TemporaryDatabase database) =>
    [
        $"--Ayni:Postgres={database.ConnectionString}", "--Ayni:AdvertisedAddress=127.0.0.1",
        $"--Ayni:SiloPort={Next()}", $"--Ayni:GatewayPort={Next()}",
    ];

    private static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
