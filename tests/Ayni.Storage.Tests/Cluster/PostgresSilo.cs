using System.Net;
using Ayni.Testing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Ayni.Storage.Tests.Cluster;

/// <summary>A silo on a PostgreSQL database alone, with the grain storage <see cref="Storage"/>.</summary>
internal static class PostgresSilo
{
    public const string Npgsql = "Npgsql";
    public const string Storage = "ayni";

    public const string Service = "orleans-postgres";

    public static async Task<IHost> StartAsync(string connectionString)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.UseOrleans(silo => silo
            .Configure<ClusterOptions>(SetCluster)
            .ConfigureEndpoints(IPAddress.Loopback, FreePorts.Next(), FreePorts.Next())
            .UseAdoNetClustering(options =>
            {
                options.Invariant = Npgsql;
                options.ConnectionString = connectionString;
            })
            .UseAdoNetReminderService(options =>
            {
                options.Invariant = Npgsql;
                options.ConnectionString = connectionString;
            })
            .Services
            .AddAyniStorage(new StorageOptions { PostgresConnectionString = connectionString })
            .AddAyniGrainStorage(Storage));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    public static void SetCluster(ClusterOptions options)
    {
        options.ClusterId = Service;
        options.ServiceId = Service;
    }
}
