using System.Net;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>Clustering on one machine.</summary>
public static class CoreHostingExtensions
{
    /// <summary>
    /// A cluster of this one host: the embedded engine opens no port, and the port numbers only name the silo.
    /// </summary>
    public static ISiloBuilder UseLocalhostClustering(
        this ISiloBuilder builder,
        int siloPort = EndpointOptions.DEFAULT_SILO_PORT,
        int gatewayPort = EndpointOptions.DEFAULT_GATEWAY_PORT,
        IPEndPoint? primarySiloEndpoint = null,
        string serviceId = ClusterOptions.DevelopmentServiceId,
        string clusterId = ClusterOptions.DevelopmentClusterId)
    {
        if (primarySiloEndpoint is not null && primarySiloEndpoint.Port != siloPort)
        {
            throw new NotSupportedException(
                $"primarySiloEndpoint {primarySiloEndpoint} is another host: the embedded engine makes a cluster of "
                + "one process. Build with -p:Engine=orleans for a cluster of several.");
        }

        builder.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = IPAddress.Loopback;
            options.SiloPort = siloPort;
            options.GatewayPort = gatewayPort;
        });

        // As in Orleans, the default names leave alone what was configured elsewhere.
        if (serviceId == ClusterOptions.DevelopmentServiceId && clusterId == ClusterOptions.DevelopmentClusterId)
            return builder;
        return builder.Configure<ClusterOptions>(options =>
        {
            options.ServiceId = serviceId;
            options.ClusterId = clusterId;
        });
    }
}
