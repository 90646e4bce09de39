namespace Ayni.Gateway.Copies;

/// <summary>Puts the purging of folders made of the log into the gateway.</summary>
internal static class CopyServices
{
    public static void AddCopies(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(CopyJobOptions.Section).Get<CopyJobOptions>() ?? new();
        builder.Services.AddSingleton(options.Validate());
        builder.Services.AddSingleton<CopyJob>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<CopyJob>());
    }
}
