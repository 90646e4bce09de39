using Ayni.Testing;

namespace Ayni.Gateway.Tests.Hosting;

/// <summary>Settings of a gateway on PostgreSQL beside others on one machine.</summary>
internal static class ClusterSettings
{
    public static string[] On(TemporaryDatabase database) =>
    [
        $"--Ayni:Postgres={database.ConnectionString}", "--Ayni:AdvertisedAddress=127.0.0.1",
        $"--Ayni:SiloPort={FreePorts.Next()}", $"--Ayni:GatewayPort={FreePorts.Next()}",
    ];
}
