using Ayni.Gateway.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Ayni.Gateway.Tests.Http;

public sealed class StoppingGraceTests
{
    [Fact]
    public async Task Run_GatewayStops_EndsARequestAfterTheGrace()
    {
        var clock = new FakeTimeProvider();
        using var lifetime = new Lifetime();
        using var grace = new StoppingGrace(lifetime, clock);
        var context = new DefaultHttpContext();
        var aborts = new Aborts();
        context.Features.Set<IHttpRequestLifetimeFeature>(aborts);
        var stalled = new TaskCompletionSource();

        var run = grace.RunAsync(context, _ => stalled.Task);
        clock.Advance(StoppingGrace.Grace);
        Assert.False(aborts.IsAborted);
        lifetime.StopApplication();
        clock.Advance(StoppingGrace.Grace - TimeSpan.FromMilliseconds(1));
        Assert.False(aborts.IsAborted);
        clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True(aborts.IsAborted);
        stalled.SetResult();
        await run;
    }

    private sealed class Aborts : IHttpRequestLifetimeFeature
    {
        public bool IsAborted { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => IsAborted = true;
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => _stopping.Cancel();

        public void Dispose() => _stopping.Dispose();
    }
}
