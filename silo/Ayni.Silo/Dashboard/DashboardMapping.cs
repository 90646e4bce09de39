using Ayni.Silo.Hosting;
using Orleans.Dashboard;

namespace Ayni.Silo.Dashboard;

/// <summary>Orleans' own dashboard.</summary>
public static class DashboardMapping
{
    /// <summary>Path the dashboard is served at.</summary>
    public const string Path = "/dashboard";

    /// <summary>
    /// Maps Orleans' dashboard at <see cref="Path"/> where <see cref="AyniSiloOptions.Dashboard"/> is on.
    /// </summary>
    /// <returns>The endpoints, for authorization; null if nothing was mapped.</returns>
    public static IEndpointConventionBuilder? MapAyniDashboard(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var options = endpoints.ServiceProvider.GetRequiredService<AyniSiloOptions>();
        return options.Dashboard ? endpoints.MapOrleansDashboard(Path) : null;
    }
}
