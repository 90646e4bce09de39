using Ayni.Silo.Security;
using Ayni.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;

namespace Ayni.Silo.Hosting;

/// <summary>Puts a client of a cluster into a host: stores and grains are reached, none runs here.</summary>
public static class ClientHosting
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Adds a silo, or a client of a cluster, as <see cref="AyniSiloOptions.Role"/> says.
    /// </summary>
    /// <returns>The options read, validated.</returns>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public static AyniSiloOptions AddAyni(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var role = builder.Configuration.GetSection(AyniSiloOptions.Section).Get<AyniSiloOptions>()?.Role;
        return role == AyniRole.Client ? builder.AddAyniClient() : builder.AddAyniSilo();
    }

    private static AyniSiloOptions AddAyniClient(this IHostApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(AyniSiloOptions.Section).Get<AyniSiloOptions>() ?? new();
        options.Validate();
        options.Postgres = PostgresPool.Bound(options.Postgres!);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(options);
        builder.Services.AddHostedService<StorageStartup>();
        builder.Services.AddAyniStorage(new StorageOptions { PostgresConnectionString = options.Postgres });
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(cluster =>
            {
                cluster.ClusterId = options.ClusterId;
                cluster.ServiceId = options.ServiceId;
            });
            SiloTls.Configure(client);
            // Who asked is answered 503 by then; what the grain reads for them is of no use to anybody.
            client.Configure<ClientMessagingOptions>(messaging => messaging.CancelRequestOnTimeout = true);
            client.UseAdoNetClustering(clustering =>
            {
                clustering.Invariant = Clustering.NpgsqlInvariant;
                clustering.ConnectionString = options.Postgres;
            });
            // No silo yet: it may be starting, as everything does after an outage.
            client.UseConnectionRetryFilter(async (_, cancellationToken) =>
            {
                await Task.Delay(RetryPause, TimeProvider.System, cancellationToken);
                return true;
            });
        });
        return options;
    }
}
