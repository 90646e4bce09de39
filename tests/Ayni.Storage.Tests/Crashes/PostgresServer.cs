using System.Diagnostics;
using System.Globalization;
using Ayni.Testing;

namespace Ayni.Storage.Tests.Crashes;

/// <summary>A PostgreSQL server of a test's own on a free port, which may be stopped.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    public const string SkipReason =
        "This needs PostgreSQL's server programs in " + Programs + " and root, to run them as the user postgres.";

    private const string Programs = "/usr/lib/postgresql/15/bin";

    private const string Control = Programs + "/pg_ctl";

    private readonly string _directory;
    private readonly int _port;

    private PostgresServer(string directory, int port)
    {
        _directory = directory;
        _port = port;
    }

    public static bool IsAvailable => File.Exists(Path.Combine(Programs, "initdb")) && Environment.UserName == "root";

    public string ConnectionString => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username=postgres;Database=postgres;Timeout=5");

    private string[] Arguments => ["-D", _directory, "-w", "-l", Path.Combine(_directory, "log")];

    private string ServerOptions => string.Create(
        CultureInfo.InvariantCulture, $"-p {_port} -c unix_socket_directories='' -c fsync=off");

    public static async Task<PostgresServer> StartNewAsync()
    {
        var directory = (await RunAsync("mktemp", "-d")).Trim();
        await RunAsync(Path.Combine(Programs, "initdb"), "-D", directory, "-A", "trust", "-E", "UTF8", "--no-sync");
        var server = new PostgresServer(directory, FreePorts.Next());
        await server.StartAsync();
        return server;
    }

    public Task StartAsync() => RunAsync(Control, ["-o", ServerOptions, .. Arguments, "start"]);

    /// <summary>Ends every process at once, as a crash does; the next start recovers.</summary>
    public Task CrashAsync() => RunAsync(Control, [.. Arguments, "-m", "immediate", "stop"]);

    public async ValueTask DisposeAsync()
    {
        await CrashAsync();
        await RunAsync("rm", "-rf", _directory);
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("runuser") { RedirectStandardOutput = true, WorkingDirectory = "/" };
        foreach (var argument in new[] { "-u", "postgres", "--", program }.Concat(arguments))
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        // pg_ctl leaves its output to the server that it starts, so only the others' is read to its end.
        var output = Path.GetFileName(program) == "mktemp" ? await process.StandardOutput.ReadToEndAsync() : "";
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
