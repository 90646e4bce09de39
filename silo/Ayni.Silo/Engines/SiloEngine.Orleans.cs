#if ENGINE_ORLEANS
using System.Net;
using System.Net.Sockets;
using Ayni.Silo.Hosting;
using Ayni.Storage;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Hosting;

namespace Ayni.Silo.Engines;

internal static partial class SiloEngine
{
    /// <summary>Name under which the AdoNet providers look for Npgsql.</summary>
    private const string NpgsqlInvariant = "Npgsql";

    private static void AddClusterAndStorage(ISiloBuilder silo, AyniSiloOptions options)
    {
        if (options.Dashboard)
            silo.AddDashboard();
        if (options.Postgres is { } connectionString)
            AddPostgres(silo, options, connectionString);
        else
            AddLocal(silo, options);
    }

    /// <summary>One process on SQLite: nobody else joins, so any free ports do.</summary>
    private static void AddLocal(ISiloBuilder silo, AyniSiloOptions options)
    {
        silo.UseLocalhostClustering(
            FreePort(), FreePort(), serviceId: options.ServiceId, clusterId: options.ClusterId);
        silo.UseInMemoryReminderService();
        silo.Services.AddAyniGrainStorage(GrainStorageNames.Default);
    }

    private static void AddPostgres(ISiloBuilder silo, AyniSiloOptions options, string connectionString)
    {
        if (options.AdvertisedAddress is { } address)
            silo.ConfigureEndpoints(IPAddress.Parse(address), options.SiloPort, options.GatewayPort, true);
        else
            silo.ConfigureEndpoints(options.SiloPort, options.GatewayPort, listenOnAnyHostAddress: true);
        silo.UseAdoNetClustering(clustering =>
        {
            clustering.Invariant = NpgsqlInvariant;
            clustering.ConnectionString = connectionString;
        });
        silo.UseAdoNetReminderService(reminders =>
        {
            reminders.Invariant = NpgsqlInvariant;
            reminders.ConnectionString = connectionString;
        });
        silo.AddAdoNetGrainStorage(GrainStorageNames.Default, (AdoNetGrainStorageOptions storage) =>
        {
            storage.Invariant = NpgsqlInvariant;
            storage.ConnectionString = connectionString;
        });
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
#endif
