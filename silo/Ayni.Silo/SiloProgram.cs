using Ayni.Silo.Dashboard;
using Ayni.Silo.Hosting;
using Ayni.Silo.Security;
using Ayni.Silo.Telemetry;

namespace Ayni.Silo;

/// <summary>One run of a silo alone, from its settings to the exit code.</summary>
internal static class SiloProgram
{
    private const int Success = 0;

    /// <summary>Docker kills a container ten seconds after it asked it to stop.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(8);

    public static async Task<int> RunAsync(string[] arguments)
    {
        await Console.Out.WriteLineAsync($"Ayni silo on Orleans {OrleansVersion.Current}");
        var start = await HostStart.TryAsync(() => Build(arguments));
        if (start.Host is not { } host)
            return start.ExitCode;
        using (host)
        {
            await Console.Out.WriteLineAsync($"{Describe(host)} Ctrl-C stops.");
            if (host is WebApplication app)
                await AnnounceAsync(app);
            await host.WaitForShutdownAsync();
        }

        await Console.Out.WriteLineAsync("Stopped.");
        return Success;
    }

    // A web server only where an address for it is set: a silo serves grains, and several stand on one machine.
    internal static IHost Build(string[] arguments)
    {
        var builder = Host.CreateApplicationBuilder(arguments);
        return AddressIn(builder.Configuration) is { } address
            ? BuildWithWebPort(arguments, address)
            : BuildAlone(builder);
    }

    private static IHost BuildAlone(HostApplicationBuilder builder)
    {
        if (AddSilo(builder, servesMetrics: false).Dashboard)
        {
            throw new ArgumentException(
                $"{AyniSiloOptions.Section}:{nameof(AyniSiloOptions.Dashboard)} is true and the silo has no address to "
                + "serve it at. Set urls too, such as --urls http://localhost:5081, or leave the dashboard off.");
        }

        return builder.Build();
    }

    private static WebApplication BuildWithWebPort(string[] arguments, string address)
    {
        var builder = WebApplication.CreateBuilder(arguments);
        builder.WebHost.UseUrls(address);
        builder.Services.AddSingleton<WebPortKey>();
        AddSilo(builder, servesMetrics: true);
        builder.AddAyniAccess();
        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseRouting();
        app.Use(app.Services.GetRequiredService<WebPortKey>().RunAsync);
        app.MapAyniDashboard();
        app.MapAyniMetrics();
        return app;
    }

    private static AyniSiloOptions AddSilo(IHostApplicationBuilder builder, bool servesMetrics)
    {
        HostStart.AddQuietLogging(builder.Configuration);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.AddAyniTelemetry("ayni-silo", servesMetrics);
        return builder.AddAyniSilo();
    }

    // Not http_ports: images of the ASP.NET runtime set it, and it would open a port nobody asked for.
    private static string? AddressIn(ConfigurationManager configuration) =>
        configuration["urls"] ?? configuration["ASPNETCORE_URLS"];

    private static async Task AnnounceAsync(WebApplication app)
    {
        var gate = app.Services.GetRequiredService<AccessGate>();
        foreach (var url in app.Urls)
            await Console.Out.WriteLineAsync($"Web port at {url}. {gate.Describe(url)}");
    }

    private static string Describe(IHost host)
    {
        var options = host.Services.GetRequiredService<AyniSiloOptions>();
        return options.Postgres is null
            ? $"Silo up on the data directory '{options.DataDirectory}'."
            : $"Silo up in cluster '{options.ClusterId}', port {options.SiloPort} for silos, "
                + $"{options.GatewayPort} for clients.";
    }
}
