namespace Ayni.Gateway.Http;

/// <summary>
/// Ends the requests that outlast the grace of a stopping gateway. Most are over long before; what is left is a body
/// that does not arrive, and the server itself would wait for it until the silo has no time left to stop in.
/// </summary>
internal sealed class StoppingGrace : IDisposable
{
    /// <summary>How long a request may go on once stopping has begun.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _end;
    private readonly CancellationTokenRegistration _stopping;

    public StoppingGrace(IHostApplicationLifetime lifetime, TimeProvider clock)
    {
        _end = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        _stopping = lifetime.ApplicationStopping.Register(() => _end.CancelAfter(Grace));
    }

    /// <summary>Middleware around all that may wait for a client.</summary>
    public async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        await using var abort = _end.Token.Register(context.Abort);
        await next(context);
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _end.Dispose();
    }
}
