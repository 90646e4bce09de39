using System.Collections.Concurrent;
using Ayni.Cluster.Tests.Processes;
using Ayni.Testing;
using Xunit.Abstractions;

namespace Ayni.Cluster.Tests;

/// <summary>
/// A PostgreSQL of its own and the processes on it. Whatever a test did to them, <see cref="Dispose"/> leaves
/// nothing behind.
/// </summary>
public sealed class ClusterFixture : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentDictionary<string, AyniProcess> _running = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<AyniProcess> _ended = new();
    private readonly ConcurrentDictionary<string, Member> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private PostgresServer? _postgres;

    /// <summary>Settings of whoever is started from now on.</summary>
    internal (string Name, string Value)[] Settings { get; set; } = [];

    internal PostgresServer Postgres => _postgres ?? throw new InvalidOperationException("There is no PostgreSQL.");

    /// <summary>Gateways that run, by name.</summary>
    internal IReadOnlyList<AyniProcess> Gateways =>
    [
        .. _running.Values
            .Where(process => process is { Http: not null, IsRunning: true })
            .OrderBy(process => process.Name),
    ];

    internal AyniProcess this[string name] => _running[name];

    public async Task InitializeAsync()
    {
        if (!PostgresServer.IsInstalled)
            return;
        _postgres = await PostgresServer.StartNewAsync();
    }

    public Task DisposeAsync()
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        foreach (var process in _running.Values.Concat(_ended))
            process.Dispose();
        _postgres?.Dispose();
        _folder.Dispose();
    }

    /// <summary>Starts members at once and waits until all are up.</summary>
    internal Task StartAsync(params Member[] members) => StartAsync(members, []);

    /// <summary>As the other, with settings that those members have until they are started again.</summary>
    internal async Task StartAsync(Member[] members, params (string Name, string Value)[] settings)
    {
        foreach (var member in members)
        {
            if (_running.TryRemove(member.Name, out var before))
                _ended.Enqueue(before);
            _running[member.Name] = Start(member, settings);
            _members[member.Name] = member;
        }

        await Task.WhenAll(members.Select(member => _running[member.Name].WaitUntilUpAsync()));
    }

    /// <summary>Starts those members that do not run, where they ran last or, the first time, where told.</summary>
    internal Task EnsureAsync(params Member[] members) => StartAsync(
    [
        .. members
            .Where(member => !_running.TryGetValue(member.Name, out var process) || !process.IsRunning)
            .Select(member => _members.GetValueOrDefault(member.Name, member)),
    ]);

    /// <summary>Ends a member in order, if it runs, and starts it where it ran last.</summary>
    internal async Task RestartAsync(Member member, (string Name, string Value)[] settings)
    {
        if (_running.TryGetValue(member.Name, out var process) && process.IsRunning)
            await process.SignalAsync("TERM");
        await StartAsync([PlaceOf(member)], settings);
    }

    /// <summary>Ends, in order, whoever runs and is none of these.</summary>
    internal Task EndOthersAsync(params Member[] members) => Task.WhenAll(
        _running.Values
            .Where(process => process.IsRunning && members.All(member => member.Name != process.Name))
            .Select(process => process.SignalAsync("TERM")));

    /// <summary>Where a member runs, or ran last.</summary>
    internal Member PlaceOf(Member member) => _members[member.Name];

    /// <summary>Does something once for all tests on this cluster.</summary>
    internal async Task OnceAsync(string what, Func<Task> task)
    {
        if (!_done.Contains(what))
            await task();
        _done.Add(what);
    }

    /// <summary>kill -9 of every process of the cluster at once.</summary>
    internal async Task KillAllAsync()
    {
        var processes = _running.Values.Where(process => process.IsRunning).ToList();
        await Task.WhenAll(processes.Select(process => process.KillAsync()));
    }

    /// <summary>Starts a member that may not come up.</summary>
    internal AyniProcess Start(Member member, params (string Name, string Value)[] settings)
    {
        var environment = new Dictionary<string, string>
        {
            ["Ayni__Postgres"] = Postgres.ConnectionString,
            ["Ayni__SiloPort"] = $"{member.SiloPort}",
            ["Ayni__GatewayPort"] = $"{member.ClientPort}",
            ["Ayni__AdvertisedAddress"] = "127.0.0.1",
        };
        if (member.IsGateway)
            environment["urls"] = $"{member.Address}";
        foreach (var (name, value) in Settings.Concat(settings))
            environment[name] = value;
        var server = new ServerSettings(_folder.Path, environment);
        return member.IsGateway
            ? AyniProcess.StartGateway(member.Name, server, member.Address)
            : AyniProcess.StartSilo(member.Name, server);
    }

    /// <summary>Runs a test and, if it fails, writes what every process wrote.</summary>
    internal async Task RunAsync(ITestOutputHelper output, Func<Task> test)
    {
        Skip.IfNot(PostgresServer.IsInstalled, PostgresServer.AbsentReason);
        try
        {
            await test();
        }
        catch
        {
            foreach (var process in _ended.Concat(_running.Values))
                output.WriteLine($"--- {process.Name}\n{process.Output.Text}");
            output.WriteLine($"--- postgres\n{Postgres.Output}");
            throw;
        }
    }
}
