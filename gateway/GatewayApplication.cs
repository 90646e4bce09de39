using Ayni.Data.Generation;
using Ayni.Domain.Access;
using Ayni.Gateway.Audiences;
using Ayni.Gateway.Auditing;
using Ayni.Gateway.Copies;
using Ayni.Gateway.Demo;
using Ayni.Gateway.Documentation;
using Ayni.Gateway.Events;
using Ayni.Gateway.Exports;
using Ayni.Gateway.Features;
using Ayni.Gateway.Home;
using Ayni.Gateway.Http;
using Ayni.Gateway.Imports;
using Ayni.Gateway.InteractionTypes;
using Ayni.Gateway.Json;
using Ayni.Gateway.Models;
using Ayni.Gateway.Problems;
using Ayni.Gateway.Products;
using Ayni.Gateway.Quality;
using Ayni.Gateway.Reco;
using Ayni.Gateway.Recommendations;
using Ayni.Gateway.Retention;
using Ayni.Gateway.Scenarios;
using Ayni.Gateway.Scheduling;
using Ayni.Gateway.Security;
using Ayni.Gateway.Security.Limits;
using Ayni.Gateway.Security.Origins;
using Ayni.Gateway.Security.Proxies;
using Ayni.Gateway.Status;
using Ayni.Gateway.Tastes;
using Ayni.Gateway.Training;
using Ayni.Gateway.Users;
using Ayni.Grains.Interactions;
using Ayni.Silo.Dashboard;
using Ayni.Silo.Hosting;
using Ayni.Silo.Ingestion;
using Ayni.Silo.Security;
using Ayni.Silo.Telemetry;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Ayni.Gateway;

/// <summary>Puts the gateway together: settings, services, paths.</summary>
internal static class GatewayApplication
{
    // Docker kills ten seconds after it asks; the grace of requests is part of this.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(6);

    // What the server reads of a body ahead of the path that reads it; the rest stays with the client.
    private const int RequestBufferBytes = 128 * 1024;

    public static WebApplication Build(GatewayArguments arguments)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = arguments.Settings });
        builder.Configuration.AddCommandLine(arguments.Settings, GatewayArguments.Switches);
        // Lowest in order, so that any other source of settings has its way.
        builder.Configuration.Sources.Insert(0, Defaults(arguments.Demo));
        HostStart.AddQuietLogging(builder.Configuration);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = ProductLimits.MaxBulkBodyBytes;
            kestrel.Limits.MaxRequestBufferSize = RequestBufferBytes;
        });
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IOptions<GatewayLimits>>(
            (kestrel, limits) => kestrel.Limits.MaxConcurrentConnections = limits.Value.Connections);
        builder.AddAyniTelemetry("ayni-gateway", servesMetrics: true);
        builder.AddAyni();
        builder.AddAccess();
        AddServices(builder);
        builder.AddOrigins();
        builder.AddRateLimits();
        builder.AddQuality();
        builder.AddImports();
        builder.AddCopies();
        builder.AddRetention();
        var app = builder.Build();
        Map(app);
        // Made now, not at the first question, for it knows since when the gateway runs.
        app.Services.GetRequiredService<StatusReader>();
        app.Services.GetRequiredService<QualityGauges>();
        return app;
    }

    private static MemoryConfigurationSource Defaults(bool demo) => new()
    {
        InitialData = new Dictionary<string, string?>
        {
            ["urls"] = "http://localhost:5080",
            ["Ayni:DataDirectory"] = demo ? "ayni-demo" : "ayni-data",
            [ShopCurrency.Setting] = demo ? ShopGenerator.Currency : null,
        },
    };

    private static void AddServices(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(options => WireFormat.Apply(options.SerializerOptions));
        services.AddExceptionHandler<RefusalHandler>();
        services.AddProblemDetails(options => options.CustomizeProblemDetails = ProblemWriter.Customize);
        services.AddInFlightLimits();
        services.AddSingleton<StoppingGrace>();
        services.AddSingleton<AuditRecorder>();
        services.AddGatewayHealthChecks();
        services.AddGatewayDocumentation();
        services.AddSingleton<EventParser>();
        services.TryAddSingleton<OwnTypes>();
        services.AddSingleton<EventReading>();
        services.AddSingleton<IngestService>();
        services.AddSingleton<LogPressureFilter>();
        services.AddSingleton<ProductParser>();
        services.AddSingleton(ShopCurrency.Of(builder.Configuration));
        services.AddSingleton<CatalogLoader>();
        services.AddSingleton(
            (builder.Configuration.GetSection(GatewayOptions.Section).Get<GatewayOptions>() ?? new()).Validate());
        services.TryAddSingleton<EventMetrics>();
        services.AddSingleton<RecommendationMetrics>();
        services.AddSingleton<RecommendationReader>();
        services.AddSingleton<TrainingWatch>();
        services.AddSingleton<StatusReader>();
        services.AddSingleton<DemoShop>();
        services.AddSingleton<DemoReport>();
        services.AddSingleton<DemoRun>();
    }

    private static void Map(WebApplication app)
    {
        app.UseListedProxies();
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.Use(app.Services.GetRequiredService<StoppingGrace>().RunAsync);
        app.UseStatusCodePages(EmptyRefusals.WriteAsync);
        app.Use(RequestPath.RewriteAsync);
        app.UseDocumentationPage();
        app.UseRouting();
        app.UseOrigins();
        app.Use(app.Services.GetRequiredService<RequestLimit>().RunAsync);
        app.UseAuthentication();
        app.UseRateLimits();
        app.UseAuthorization();
        app.UseUnknownQueryRefusal();
        app.Use(app.Services.GetRequiredService<AuditRecorder>().RunAsync);
        app.MapOpenApi().AllowAnonymous();
        app.MapHomePage();
        app.MapFeaturePage();
        app.MapHealthApi();
        app.MapRecoApi();
        app.MapAyniDashboard()?.ExcludeFromDescription().ReadsAnyQuery().RequireScope(AccessScopes.Monitor);
        app.MapAyniMetrics()?.ExcludeFromDescription().DisableRateLimiting().RequireScope(AccessScopes.Monitor);
        var v1 = app.MapGroup("/v1");
        v1.MapEventApi();
        v1.MapInteractionTypeApi();
        v1.MapProductApi();
        v1.MapBulkApi();
        v1.MapImportApi();
        v1.MapCategoryApi();
        v1.MapUserApi();
        v1.MapConsentApi();
        v1.MapMergeApi();
        v1.MapErasureApi();
        v1.MapUserExportApi();
        v1.MapTasteApi();
        v1.MapRecommendationApi();
        v1.MapExportApi();
        v1.MapFeatureApi();
        v1.MapAudienceApi();
        v1.MapScenarioApi();
        v1.MapTrainingApi();
        v1.MapScheduleApi();
        v1.MapModelApi();
        v1.MapQualityApi();
        v1.MapStatusApi();
        v1.MapRetentionApi();
        v1.MapKeyApi();
        v1.MapAuditApi();
    }
}
