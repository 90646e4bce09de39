namespace Ayni.Gateway.Quality;

/// <summary>Puts reports on the data into the gateway.</summary>
internal static class QualityServices
{
    private static readonly TimeSpan WebhookTimeout = TimeSpan.FromSeconds(10);

    public static void AddQuality(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(QualityJobOptions.Section).Get<QualityJobOptions>() ?? new();
        var services = builder.Services;
        services.AddSingleton(options.Validate());
        services.AddSingleton<QualityStore>();
        services.AddSingleton<DriftWatch>();
        services.AddSingleton<QualityReports>();
        services.AddSingleton<QualityAlerts>();
        services.AddSingleton<QualityGauges>();
        services.AddHttpClient(QualityAlerts.Client, client => client.Timeout = WebhookTimeout);
        services.AddHostedService<QualityJob>();
        services.AddHealthChecks().AddCheck<QualityHealthCheck>("quality");
    }
}
