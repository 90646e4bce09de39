using Microsoft.Extensions.Configuration.Memory;

namespace Ayni.Silo.Hosting;

/// <summary>Starts a host so that a failure ends with one line and an exit code.</summary>
public static class HostStart
{
    /// <summary>Exit code of a start that failed.</summary>
    public const int FailureExitCode = 1;

    /// <summary>Starts in which silos may turn out to be dead that are still listed.</summary>
    public const int MaxStarts = 3;

    /// <summary>Exit code of a silo that the cluster or the runtime gave up; a supervisor starts it anew.</summary>
    public const int GivenUpExitCode = 70;

    /// <summary>Lowest in order, so that any other source of settings has its way: warnings, each once.</summary>
    public static void AddQuietLogging(IConfigurationManager configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                ["Logging:LogLevel:Default"] = "Warning",
                // These repeat, with its stack, the reason for a failed start that the program ends with in one line.
                ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "Critical",
                ["Logging:LogLevel:Orleans.SiloLifecycleSubject"] = "Critical",
                // Tells every request with its query at Information: a key that was put there by mistake is in it.
                ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "Warning",
                // Whoever asks for the health is answered; at each probe of a start that takes a while it is no news.
                ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "Critical",
                // Told with stacks, dozens a silo that is gone: probes, connections, calls that were lost with it and
                // are tried again, queues that moved. SiloChanges says it once; what was not appended our own
                // consumers say.
                ["Logging:LogLevel:Orleans.Runtime.MembershipService.SiloHealthMonitor"] = "Error",
                ["Logging:LogLevel:Orleans.Runtime.MembershipService.MembershipSystemTarget"] = "Error",
                ["Logging:LogLevel:Orleans.Runtime.MembershipService.MembershipTableManager"] = "Error",
                ["Logging:LogLevel:Orleans.Grain"] = "Error",
                ["Logging:LogLevel:Orleans.Messaging"] = "Critical",
                ["Logging:LogLevel:Orleans.Runtime.Messaging"] = "Error",
                ["Logging:LogLevel:Polly"] = "Critical",
                ["Logging:LogLevel:Orleans.Runtime.CallbackData"] = "Error",
                ["Logging:LogLevel:Orleans.Runtime.GrainCallCancellationManager"] = "Critical",
                ["Logging:LogLevel:Orleans.Providers.MemoryAdapterReceiver"] = "Critical",
                ["Logging:LogLevel:Orleans.Streams"] = "Critical",
            },
        });
    }

    /// <summary>
    /// Builds and starts a host; builds another where a silo that it met while joining turned out to be dead.
    /// </summary>
    /// <returns>The host, started; or none, with the exit code, after the reason was written as an error.</returns>
    public static async Task<StartOutcome<THost>> TryAsync<THost>(Func<THost> build)
        where THost : class, IHost
    {
        ArgumentNullException.ThrowIfNull(build);
        for (var starts = 1; ; starts++)
        {
            THost? host = null;
            try
            {
                host = build();
                await host.StartAsync();
                return new StartOutcome<THost>(host, 0);
            }
            catch (OperationCanceledException) when (IsStopping(host))
            {
                await Console.Out.WriteLineAsync("Stopped before it was up.");
                await EndAsync(host);
                return new StartOutcome<THost>(null, 0);
            }
            catch (Exception exception) when (starts < MaxStarts && Unwrapped(exception) is SiloUnavailableException)
            {
                await Console.Out.WriteLineAsync("A silo of the cluster died meanwhile; joining again.");
                await EndAsync(host);
            }
            catch (Exception exception)
            {
                // Whatever it is, nobody but the reader of this line can act on it; the stack is in the host's log.
                var reason = Unwrapped(exception).Message.ReplaceLineEndings(" ");
                await Console.Error.WriteLineAsync($"Ayni cannot start: {reason}");
                await EndAsync(host);
                return new StartOutcome<THost>(null, FailureExitCode);
            }
        }
    }

    private static bool IsStopping(IHost? host) =>
        host?.Services.GetService<IHostApplicationLifetime>()?.ApplicationStopping.IsCancellationRequested == true;

    private static Exception Unwrapped(Exception exception)
    {
        while (exception is AggregateException && exception.InnerException is { } inner)
            exception = inner;
        return exception;
    }

    // Stopped first, since part of it may be up: a silo that has joined must leave. What never started refuses to stop.
    private static async Task EndAsync(IHost? host)
    {
        if (host is null)
            return;
        try
        {
            await host.StopAsync();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            host.Services.GetService<ILoggerFactory>()?.CreateLogger(typeof(HostStart))
                .LogDebug(exception, "Stopping what was started of a failed start");
        }

        if (host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        else
            host.Dispose();
    }
}
