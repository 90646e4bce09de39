using Ayni.Domain.Errors;
using Ayni.Grains.Training;
using Ayni.Silo.Hosting;
using Ayni.Storage;
using Ayni.Trainer.Terminal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ayni.Trainer.Hosting;

/// <summary>
/// A silo inside this process, over the data a command names, for as long as the command runs; or a client, where a
/// cluster serves these data already.
/// </summary>
internal sealed class SiloSession : IAsyncDisposable
{
    private readonly IHost _host;

    private SiloSession(IHost host) => _host = host;

    /// <summary>Calls grains.</summary>
    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Services of the silo.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Starts the silo; storage, catalogue and grains are ready on return.</summary>
    /// <param name="storage">The data.</param>
    /// <param name="console">Its clock is the silo's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="settings">Further settings of the silo by their configuration keys; null: none.</param>
    /// <exception cref="AyniException"><c>conflict</c>: another process serves these data.</exception>
    public static async Task<SiloSession> StartAsync(
        StorageOptions storage,
        TrainerConsole console,
        CancellationToken cancellationToken,
        IReadOnlyDictionary<string, string?>? settings = null)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [$"{AyniSiloOptions.Section}:{nameof(AyniSiloOptions.DataDirectory)}"] = storage.DataDirectory,
            [$"{AyniSiloOptions.Section}:{nameof(AyniSiloOptions.Postgres)}"] = storage.PostgresConnectionString,
            [$"{AyniSiloOptions.Section}:{nameof(AyniSiloOptions.Role)}"] =
                $"{await RoleAsync(storage, cancellationToken)}",

            // What is due would be in the way of the verb, or end with it.
            [$"{TrainingHostOptions.Section}:{nameof(TrainingHostOptions.RunsSchedules)}"] = "false",
        });
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());

        // What goes wrong comes back as an exception or in the run's status, so standard error stays the verb's own.
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Services.AddSingleton(console.Time);
        builder.AddAyni();
        var host = builder.Build();
        try
        {
            await host.StartAsync(cancellationToken);
            return new SiloSession(host);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    private static async Task<AyniRole> RoleAsync(StorageOptions storage, CancellationToken cancellationToken) =>
        storage.PostgresConnectionString is { } postgres
        && await ServingCluster.IsUpAsync(postgres, new AyniSiloOptions().ClusterId, cancellationToken)
            ? AyniRole.Client
            : AyniRole.Silo;

    public async ValueTask DisposeAsync()
    {
        // Not the verb's token: a cancelled verb has to stop cleanly all the same.
        await _host.StopAsync(CancellationToken.None);
        if (_host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        else
            _host.Dispose();
    }
}
