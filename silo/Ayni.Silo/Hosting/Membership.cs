using Orleans.Configuration;

namespace Ayni.Silo.Hosting;

/// <summary>
/// How silos watch each other. The reasons for the figures stand in silo/README.md; each of Orleans' own options can be
/// set in the section <see cref="Section"/>.
/// </summary>
internal static class Membership
{
    /// <summary>Configuration section.</summary>
    public const string Section = $"{AyniSiloOptions.Section}:Membership";

    public static void Configure(ISiloBuilder silo)
    {
        silo.Configure<ClusterMembershipOptions>(SetDefaults);
        silo.Configure<ClusterMembershipOptions>(silo.Configuration.GetSection(Section));
        silo.Services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Membership, new ClockFromStart());
    }

    private static void SetDefaults(ClusterMembershipOptions options)
    {
        // A killed silo is noticed after three probes: within some three seconds.
        options.ProbeTimeout = TimeSpan.FromSeconds(1);
        options.NumMissedProbesLimit = 3;
        // A row nobody has touched for nine seconds holds up nobody who joins.
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(3);
        options.NumMissedTableIAmAliveLimit = 3;
        // How often a silo looks for such rows.
        options.TableRefreshTimeout = TimeSpan.FromSeconds(3);
        // The table is read whole.
        options.DefunctSiloExpiration = TimeSpan.FromDays(1);
    }
}
