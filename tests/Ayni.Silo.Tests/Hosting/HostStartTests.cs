using Ayni.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ayni.Silo.Tests.Hosting;

public sealed class HostStartTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(HostStart.MaxStarts - 1)]
    public async Task TryAsync_SilosThatTurnOutToBeDead_AreMetAgainAsAnotherSilo(int times)
    {
        var hosts = new List<FailingHost>();

        var start = await HostStart.TryAsync(() =>
        {
            hosts.Add(new FailingHost(hosts.Count < times ? new SiloUnavailableException("dead") : null));
            return hosts[^1];
        });

        Assert.Same(hosts[times], start.Host);
        Assert.Equal(times + 1, hosts.Count);
        Assert.All(hosts.Take(times), host => Assert.True(host.IsDisposed));
    }

    [Theory]
    [InlineData(typeof(SiloUnavailableException), HostStart.MaxStarts)]
    [InlineData(typeof(InvalidOperationException), 1)]
    public async Task TryAsync_AFaultThatStays_EndsWithAnExitCode(Type fault, int starts)
    {
        var hosts = new List<FailingHost>();

        var start = await HostStart.TryAsync(() =>
        {
            hosts.Add(new FailingHost(new AggregateException((Exception)Activator.CreateInstance(fault)!)));
            return hosts[^1];
        });

        Assert.Equal((null, HostStart.FailureExitCode), (start.Host, start.ExitCode));
        Assert.Equal(starts, hosts.Count);
        Assert.All(hosts, host => Assert.True(host.IsDisposed));
    }

    private sealed class FailingHost(Exception? fault) : IHost
    {
        public IServiceProvider Services { get; } = new ServiceCollection().BuildServiceProvider();

        public bool IsDisposed { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken = default) =>
            fault is null ? Task.CompletedTask : Task.FromException(fault);

        public Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

        public void Dispose() => IsDisposed = true;
    }
}
