using System.Net;
using System.Net.Sockets;
using Ayni.GrainInterfaces;
using Ayni.Silo.Security;
using Ayni.Storage;
using Orleans.Configuration;
using Orleans.Dashboard;

namespace Ayni.Silo.Hosting;

/// <summary>How a silo finds the others, and where its grains keep their state.</summary>
internal static class Clustering
{
    /// <summary>Name under which the AdoNet providers look for Npgsql.</summary>
    internal const string NpgsqlInvariant = "Npgsql";

    /// <summary>Configures a silo: clustering, grain storage, reminders.</summary>
    public static void Configure(ISiloBuilder silo, AyniSiloOptions options)
    {
        silo.Configure<ClusterOptions>(cluster =>
        {
            cluster.ClusterId = options.ClusterId;
            cluster.ServiceId = options.ServiceId;
        });
        if (options.Dashboard)
            silo.AddDashboard();
        silo.Services.AddSingleton<IFatalErrorHandler>(new FatalErrors(Console.Error, Environment.Exit));
        Membership.Configure(silo);
        SiloTls.Configure(silo);
        silo.Services.AddAyniGrainStorage(GrainStorageNames.Default);
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
    }

    private static void AddPostgres(ISiloBuilder silo, AyniSiloOptions options, string connectionString)
    {
        silo.Services.AddSingleton<IConfigurationValidator, FreePortsCheck>();
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
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
