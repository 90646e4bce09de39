namespace Ayni.Silo.Security;

/// <summary>Puts the keys into a program that serves HTTP over the stores.</summary>
public static class AccessHosting
{
    /// <summary>Adds the keys, read before the server starts; after the stores.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public static void AddAyniAccess(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = builder.Configuration.GetSection(AccessOptions.Section).Get<AccessOptions>() ?? new();
        builder.Services.AddSingleton(options.Validate());
        builder.Services.AddSingleton<KeyRing>();
        builder.Services.AddSingleton<ServerReach>();
        builder.Services.AddSingleton<AccessGate>();
        builder.Services.AddSingleton<AccessMetrics>();
        builder.Services.AddSingleton<KeyAdministration>();
        builder.Services.AddHostedService<KeyRingJob>();
    }
}
