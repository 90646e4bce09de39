using Ayni.Silo.Hosting;
#if ENGINE_ORLEANS
using Orleans.Dashboard;
#endif

namespace Ayni.Silo.Dashboard;

/// <summary>The engine's own dashboard.</summary>
public static class DashboardMapping
{
    /// <summary>Path the dashboard is served at.</summary>
    public const string Path = "/dashboard";

    /// <summary>
    /// Maps Orleans' dashboard at <see cref="Path"/> where <see cref="AyniSiloOptions.Dashboard"/> is on. The embedded
    /// engine has none.
    /// </summary>
    /// <returns>The endpoints, for authorization; null if nothing was mapped.</returns>
    public static IEndpointConventionBuilder? MapAyniDashboard(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var options = endpoints.ServiceProvider.GetRequiredService<AyniSiloOptions>();
        if (!options.Dashboard)
            return null;
#if ENGINE_ORLEANS
        return endpoints.MapOrleansDashboard(Path);
#else
        return null;
#endif
    }
}
