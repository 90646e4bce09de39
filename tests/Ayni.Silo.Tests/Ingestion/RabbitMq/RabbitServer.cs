using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ayni.Testing;
using RabbitMQ.Client;

namespace Ayni.Silo.Tests.Ingestion.RabbitMq;

/// <summary>
/// A RabbitMQ of the test's own: free ports, a node name and folders nobody else has, the port mapper included, and a
/// process group that is killed with it. Killed and started again it holds what it held.
/// </summary>
internal sealed class RabbitServer : IAsyncDisposable
{
    /// <summary>Reason to give when a test skips.</summary>
    public const string AbsentReason =
        $"RabbitMQ's server is not on this machine ({Program}; Debian: rabbitmq-server).";

    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const string Control = "/usr/lib/rabbitmq/bin/rabbitmqctl";
    private const string PortMapper = "/usr/bin/epmd";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(180);

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePorts.Next();
    private readonly int _distributionPort = FreePorts.Next();
    private readonly int _mapperPort = FreePorts.Next();
    private readonly StringBuilder _output = new();
    private Process? _mapper;
    private Process? _server;

    private RabbitServer()
    {
    }

    public static bool IsInstalled => File.Exists(Program) && File.Exists(PortMapper);

    public string Uri => string.Create(CultureInfo.InvariantCulture, $"amqp://guest:guest@127.0.0.1:{_port}/");

    public static async Task<RabbitServer> StartNewAsync()
    {
        var server = new RabbitServer();
        try
        {
            await File.WriteAllTextAsync(Path.Combine(server._folder.Path, "plugins"), "[].");
            // Else the server would start one that outlives it.
            server._mapper = server.Start(PortMapper, "-address", "127.0.0.1", "-port", $"{server._mapperPort}");
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async Task StartAsync()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_output)
            _output.Clear();
        _server = Start(Program);
        _server.OutputDataReceived += (_, line) =>
        {
            lock (_output)
                _output.AppendLine(line.Data);
            if (line.Data?.Contains("Server startup complete", StringComparison.Ordinal) == true)
                started.TrySetResult();
            else if (line.Data is null)
                started.TrySetException(new InvalidOperationException($"RabbitMQ did not start: {_output}"));
        };
        _server.BeginOutputReadLine();
        _server.BeginErrorReadLine();
        await started.Task.WaitAsync(StartLimit);
    }

    /// <summary>
    /// Waits until the queues declared so far are on disk. The server says that a queue is declared before it is:
    /// killed right after, it has neither the queue nor the messages it confirmed.
    /// </summary>
    public async Task KeepQueuesAsync()
    {
        using var control = Start(Control, "eval", "ok = mnesia:sync_log().");
        var output = await control.StandardOutput.ReadToEndAsync();
        await control.WaitForExitAsync();
        if (control.ExitCode != 0)
            throw new InvalidOperationException($"RabbitMQ did not write its log: {output}");
    }

    /// <summary>kill -9 of the server with all its children.</summary>
    public Task KillAsync() => KillGroupAsync(_server!);

    public async Task<IConnection> ConnectAsync() =>
        await new ConnectionFactory { Uri = new Uri(Uri), AutomaticRecoveryEnabled = false }.CreateConnectionAsync();

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await KillGroupAsync(_server);
        if (_mapper is not null)
            await KillGroupAsync(_mapper);
        _server?.Dispose();
        _mapper?.Dispose();
        _folder.Dispose();
    }

    private static async Task KillGroupAsync(Process process)
    {
        using var kill = Process.Start("kill", ["-KILL", "--", $"-{process.Id}"]);
        await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
    }

    private Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("setsid")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Path,
        };
        start.ArgumentList.Add(program);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in Settings())
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private IEnumerable<(string Name, string Value)> Settings() =>
    [
        ("HOME", _folder.Path),
        ("ERL_EPMD_ADDRESS", "127.0.0.1"),
        ("ERL_EPMD_PORT", $"{_mapperPort}"),
        ("RABBITMQ_NODENAME", $"ayni-{_port}@localhost"),
        ("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
        ("RABBITMQ_NODE_PORT", $"{_port}"),
        ("RABBITMQ_DIST_PORT", $"{_distributionPort}"),
        ("RABBITMQ_MNESIA_BASE", Path.Combine(_folder.Path, "data")),
        ("RABBITMQ_LOG_BASE", Path.Combine(_folder.Path, "log")),
        ("RABBITMQ_LOGS", "-"),
        ("RABBITMQ_ENABLED_PLUGINS_FILE", Path.Combine(_folder.Path, "plugins")),
        // The machine's own settings, if it has any, are not these.
        ("RABBITMQ_CONFIG_FILE", Path.Combine(_folder.Path, "none")),
        ("RABBITMQ_CONF_ENV_FILE", Path.Combine(_folder.Path, "none")),
    ];
}
