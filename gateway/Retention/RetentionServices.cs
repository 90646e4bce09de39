using Ayni.Data.Retention;

namespace Ayni.Gateway.Retention;

/// <summary>Puts retention into the gateway.</summary>
internal static class RetentionServices
{
    public static void AddRetention(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(RetentionSettings.Read(builder.Configuration));
        builder.Services.AddSingleton<RetentionRunner>();
        builder.Services.AddSingleton<RetentionMetrics>();
        builder.Services.AddSingleton<RetentionJob>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<RetentionJob>());
    }
}
