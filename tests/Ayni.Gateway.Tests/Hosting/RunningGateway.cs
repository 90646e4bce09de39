using Ayni.Testing;
using Microsoft.AspNetCore.Builder;

namespace Ayni.Gateway.Tests.Hosting;

/// <summary>A gateway on a free port and a folder of its own, in this process.</summary>
internal sealed class RunningGateway : IAsyncDisposable
{
    private readonly TemporaryFolder? _folder;

    private RunningGateway(WebApplication app, TemporaryFolder? folder)
    {
        App = app;
        _folder = folder;
        Client = new GatewayClient(new Uri(app.Urls.First()));
    }

    public WebApplication App { get; }

    public GatewayClient Client { get; }

    public static async Task<RunningGateway> StartAsync(string? dataDirectory = null, params string[] settings)
    {
        var folder = dataDirectory is null ? new TemporaryFolder() : null;
        string[] arguments =
        [
            "--urls", "http://127.0.0.1:0",
            "--data", dataDirectory ?? folder!.Path,
            "--Ayni:Gateway:ReadDeadline=00:01:00",
            "--Ayni:Currency=PEN",
            "--Logging:LogLevel:Default=Critical",
            .. settings,
        ];
        var app = GatewayApplication.Build(GatewayArguments.Parse(arguments));
        await app.StartAsync();
        return new RunningGateway(app, folder);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        _folder?.Dispose();
    }
}
