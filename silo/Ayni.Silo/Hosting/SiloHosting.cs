using Ayni.Content;
using Ayni.Content.Onnx;
using Ayni.Grains.Hosting;
using Ayni.Silo.Ingestion;
using Ayni.Silo.Ingestion.Streams;
using Ayni.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Ayni.Silo.Hosting;

/// <summary>Puts a silo with storage, grains and streams into a host.</summary>
public static class SiloHosting
{
    /// <summary>
    /// Adds a silo as the configuration section <c>Ayni</c> describes it. The host starts storage first, then the silo,
    /// then takes up a training run that a crash left behind, then begins to take events in from brokers.
    /// </summary>
    /// <returns>The options read, validated.</returns>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public static AyniSiloOptions AddAyniSilo(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = builder.Configuration.GetSection(AyniSiloOptions.Section).Get<AyniSiloOptions>() ?? new();
        options.Validate();
        options.Postgres = options.Postgres is { } postgres ? PostgresPool.Bound(postgres) : null;

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(ConsentSettings.Read(builder.Configuration));
        builder.Services.AddHostedService<StorageStartup>();
        builder.Services.AddHostedService<ConsentStartup>();
        builder.Services.AddAyniStorage(new StorageOptions
        {
            DataDirectory = options.DataDirectory,
            PostgresConnectionString = options.Postgres,
        });
        AddTextEncoder(builder.Services, options);
        builder.Services.AddAyniGrains(
            builder.Configuration.GetSection(AyniSiloOptions.Section).Get<AyniGrainsOptions>());
        builder.UseOrleans(silo =>
        {
            Clustering.Configure(silo, options);
            InteractionStreams.Configure(silo);
        });
        builder.Services.AddHostedService<SiloChanges>();
        builder.Services.AddHostedService<TrainingResumption>();
        builder.AddAyniIngestion();
        return options;
    }

    // Opened now, so that a wrong path ends the start and not the first training.
    private static void AddTextEncoder(IServiceCollection services, AyniSiloOptions options)
    {
        if (options.TextEncoder is not { } path)
            return;
        try
        {
            services.AddSingleton<ITextEncoder>(OnnxTextEncoder.Open(new OnnxTextEncoderOptions { Path = path }));
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException)
        {
            throw new ArgumentException(
                $"{OnnxTextEncoderOptions.ConfigurationKey} is '{path}': {problem.Message} Correct it, or leave it "
                + "out.",
                problem);
        }
    }
}
