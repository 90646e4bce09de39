using Ayni.Silo.Ingestion.Kafka;
using Ayni.Silo.Ingestion.RabbitMq;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Ayni.Silo.Ingestion;

/// <summary>Adds the ways in that are not HTTP.</summary>
internal static class IngestionHosting
{
    /// <summary>Adds what every consumer needs, and those that are configured. Add storage first.</summary>
    public static void AddAyniIngestion(this IHostApplicationBuilder builder)
    {
        builder.Services.AddMetrics();
        builder.Services.TryAddSingleton<EventMetrics>();
        builder.Services.AddSingleton<IngestionRuns>();
        builder.Services.AddSingleton<IEventReader, EventReader>();
        if (IsSet(builder, KafkaOptions.Section, nameof(KafkaOptions.BootstrapServers)))
        {
            builder.Services.AddSingleton<IValidateOptions<KafkaOptions>, KafkaOptions.Validator>();
            builder.Services.AddOptions<KafkaOptions>().BindConfiguration(KafkaOptions.Section).ValidateOnStart();
            builder.Services.AddHostedService<KafkaIngestion>();
            AddHealthCheck(builder.Services, KafkaIngestion.Source);
        }

        if (IsSet(builder, RabbitMqOptions.Section, nameof(RabbitMqOptions.Uri)))
        {
            builder.Services.AddSingleton<IValidateOptions<RabbitMqOptions>, RabbitMqOptions.Validator>();
            builder.Services.AddOptions<RabbitMqOptions>().BindConfiguration(RabbitMqOptions.Section).ValidateOnStart();
            builder.Services.AddHostedService<RabbitMqIngestion>();
            AddHealthCheck(builder.Services, RabbitMqIngestion.Source);
        }
    }

    private static bool IsSet(IHostApplicationBuilder builder, string section, string name) =>
        !string.IsNullOrEmpty(builder.Configuration[$"{section}:{name}"]);

    private static void AddHealthCheck(IServiceCollection services, string source) =>
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            source,
            provider => new IngestionHealthCheck(provider.GetRequiredService<IngestionRuns>().StatusOf(source)),
            HealthStatus.Degraded,
            tags: null));
}
