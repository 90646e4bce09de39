using System.Diagnostics;
using Ayni.Testing;
using Npgsql;

namespace Ayni.Cluster.Tests.Processes;

/// <summary>A PostgreSQL of our own, which a test may stop and crash; its folder goes with it.</summary>
internal sealed class PostgresServer : IDisposable
{
    /// <summary>Reason to give when a test skips.</summary>
    public const string AbsentReason = $"The programs of PostgreSQL 15 are not in {Programs}.";

    private const string Programs = "/usr/lib/postgresql/15/bin";
    private const string Account = "postgres";
    private const string Database = "shop";
    private const string ReadyLine = "database system is ready to accept connections";
    private const int MostConnections = 300;
    private const int MostStarts = 100;
    private static readonly TimeSpan StartPeriod = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePorts.Next();
    private Server? _server;

    private PostgresServer()
    {
    }

    public static bool IsInstalled => File.Exists(Path.Combine(Programs, "initdb"));

    public string ConnectionString => StringFor(Database);

    public string Output => _server?.Output.Text ?? "";

    // PostgreSQL refuses to run as root.
    private static bool IsRoot => Environment.UserName == "root";

    /// <summary>Its file system, of a server that has one of its own.</summary>
    public SmallDisk? Disk { get; private set; }

    /// <summary>Whether it is there, or went by itself, as it does where it cannot write its log.</summary>
    public bool IsRunning => _server?.IsRunning == true;

    private string DataFolder => Path.Combine(Disk?.Path ?? _folder.Path, "data");

    /// <summary>Makes a server with an empty database and starts it.</summary>
    public static async Task<PostgresServer> StartNewAsync()
    {
        var postgres = new PostgresServer();
        await postgres.StartNewAsync([]);
        return postgres;
    }

    /// <summary>The same on a file system of its own.</summary>
    /// <returns>The server; null where none can be mounted.</returns>
    public static async Task<PostgresServer?> TryStartOnSmallDiskAsync(int megabytes)
    {
        var postgres = new PostgresServer();
        postgres.Disk = await SmallDisk.TryMountAsync(postgres._folder.Path, megabytes);
        if (postgres.Disk is null)
        {
            postgres.Dispose();
            return null;
        }

        // Small segments of its log: by themselves four of 16 MB stand there at once.
        await postgres.StartNewAsync(["--wal-segsize=1"]);
        return postgres;
    }

    private async Task StartNewAsync(string[] options)
    {
        try
        {
            if (IsRoot)
                await RunAsync("chown", "--recursive", Account, _folder.Path);
            await RunAsync([.. AsAccount("initdb", [
                "-D", DataFolder, "-U", Account, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N", .. options])]);
            await StartAsync();
            await ExecuteAsync("postgres", $"create database {Database} encoding 'UTF8' template template0");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Starts it (again), at the same port, and waits until it takes connections.</summary>
    public async Task StartAsync()
    {
        // After a kill it refuses to start while a child of the last one is still there.
        using var timer = new PeriodicTimer(StartPeriod);
        for (var starts = 1; ; starts++)
        {
            try
            {
                await StartOnceAsync();
                return;
            }
            catch (InvalidOperationException) when (starts < MostStarts)
            {
                await timer.WaitForNextTickAsync();
            }
        }
    }

    private async Task StartOnceAsync()
    {
        _server?.Dispose();
        _server = new Server([.. AsAccount("postgres",
            "-D", DataFolder, "-p", $"{_port}", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
            "-c", $"max_connections={MostConnections}")], _folder.Path);
        await _server.Output.WaitForAsync(line => line.Contains(ReadyLine, StringComparison.Ordinal))
            .WaitAsync(StartLimit);
    }

    /// <summary>Stops it as <c>pg_ctl -m immediate</c> does: no checkpoint, recovery at the next start.</summary>
    public async Task StopImmediatelyAsync()
    {
        await _server!.SignalAsync("QUIT");
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>kill -9 of the postmaster; its children see it and go by themselves.</summary>
    public async Task KillAsync()
    {
        await _server!.KillAsync();
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>Opens a connection to the shop's database.</summary>
    public async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public void Dispose()
    {
        _server?.Dispose();
        Disk?.Dispose();
        _folder.Dispose();
    }

    private static string[] AsAccount(string program, params string[] arguments)
    {
        string[] command = [Path.Combine(Programs, program), .. arguments];
        return IsRoot
            ? ["setpriv", $"--reuid={Account}", $"--regid={Account}", "--clear-groups", .. command]
            : command;
    }

    private static async Task RunAsync(params string[] command)
    {
        var start = new ProcessStartInfo(command[0])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var argument in command[1..])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', command)}:\n{await output}{await errors}");
    }

    private string StringFor(string database) =>
        $"Host=127.0.0.1;Port={_port};Username={Account};Database={database}";

    private async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(StringFor(database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private sealed class Server(string[] command, string folder)
        : ServerProcess("postgres", command[0], command[1..], new ServerSettings(folder));
}
