using Ayni.Gateway.Demo;
using Ayni.Gateway.Documentation;
using Ayni.Gateway.Status;
using Ayni.Silo.Hosting;
using Ayni.Silo.Security;

namespace Ayni.Gateway;

/// <summary>One run of the program, from the command line to the exit code.</summary>
internal static class GatewayProgram
{
    private const int Success = 0;
    private const int BadArguments = 2;

    public static async Task<int> RunAsync(GatewayArguments arguments)
    {
        if (arguments.Help || arguments.Unknown is not null)
        {
            if (arguments.Unknown is not null)
                await Console.Error.WriteLineAsync($"Unknown argument '{arguments.Unknown}'.");
            await Console.Out.WriteLineAsync(GatewayArguments.Usage);
            return arguments.Help ? Success : BadArguments;
        }

        await Console.Out.WriteLineAsync($"Ayni {BuildVersion.Number} on Orleans {OrleansVersion.Current}");
        var start = await HostStart.TryAsync(() => GatewayApplication.Build(arguments));
        if (start.Host is not { } app)
            return start.ExitCode;
        await using (app)
        {
            await ServeAsync(app, arguments.Demo);
            return Success;
        }
    }

    private static async Task ServeAsync(WebApplication app, bool demo)
    {
        await AnnounceAsync(app);
        try
        {
            if (demo)
                await app.Services.GetRequiredService<DemoRun>().RunAsync(app.Lifetime.ApplicationStopping);
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await Console.Out.WriteLineAsync("Stopped before the demo was ready; started again, it goes on.");
        }

        await app.WaitForShutdownAsync();
        await Console.Out.WriteLineAsync("Stopped.");
    }

    private static async Task AnnounceAsync(WebApplication app)
    {
        foreach (var url in app.Urls)
        {
            await Console.Out.WriteLineAsync(
                $"Serving at {url} (documentation at {url}{OpenApiSetup.PagePath}). Ctrl-C stops.");
            await Console.Out.WriteLineAsync(app.Services.GetRequiredService<AccessGate>().Describe(url));
        }
    }
}
