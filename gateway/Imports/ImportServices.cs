using Ayni.Silo.Hosting;

namespace Ayni.Gateway.Imports;

/// <summary>Puts imports over HTTP into the gateway.</summary>
internal static class ImportServices
{
    private const string DefaultFolder = "imports";

    public static void AddImports(this WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection(ImportJobOptions.Section);
        var options = (section.Get<ImportJobOptions>() ?? new()).Validate();
        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton(provider => new ImportSpool(
            options.Directory
            ?? Path.Combine(provider.GetRequiredService<AyniSiloOptions>().DataDirectory, DefaultFolder)));
        services.AddSingleton<ImportStore>();
        services.AddSingleton<ImportIntake>();
        services.AddSingleton<ImportJobs>();
        services.AddHostedService(provider => provider.GetRequiredService<ImportJobs>());
    }
}
