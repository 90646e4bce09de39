using System.Threading.RateLimiting;
using Ayni.Domain.Errors;
using Ayni.Gateway.Problems;

namespace Ayni.Gateway.Http;

/// <summary>
/// Lets so many requests of a path be under way at once, each with a weight; the others wait in their order, for so
/// long and no longer, and past the queue are refused. What waits has its body unread.
/// </summary>
internal sealed class InFlightLimit : IEndpointFilter, IAsyncDisposable
{
    private readonly InFlightLimitOptions _options;
    private readonly ConcurrencyLimiter _limiter;
    private readonly LimitMetrics _metrics;
    private readonly TimeProvider _clock;
    private int _waiting;

    public InFlightLimit(InFlightLimitOptions options, LimitMetrics metrics, TimeProvider clock)
    {
        _options = options;
        _metrics = metrics;
        _clock = clock;
        _limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = options.Permits,
            QueueLimit = options.Waiting,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        metrics.Watch(options.Name, () => Used, () => Volatile.Read(ref _waiting));
    }

    /// <summary>Share of the limit that is under way.</summary>
    private double Used =>
        1 - ((double)(_limiter.GetStatistics()?.CurrentAvailablePermits ?? 0) / _options.Permits);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        using var lease = await AcquireAsync(
            Math.Clamp(_options.Weigh(http.Request), 1, _options.Permits), http.RequestAborted);
        if (lease is { IsAcquired: true })
            return await next(context);
        _metrics.Refused(_options.Name);
        // Written, not thrown: whoever is overloaded has no time for exceptions.
        await ProblemWriter.WriteAsync(
            http,
            ErrorCodes.Overloaded,
            lease is null
                ? $"{http.Request.Path} is at its limit: this request waited {_options.LongestWait.TotalSeconds:0.#} s "
                    + "for its turn. Nothing of it was done. Send it again in a moment, and fewer of them at once."
                : $"{http.Request.Path} is at its limit, and so is its queue. Nothing of this request was done. Send "
                    + "it again in a moment, and fewer of them at once.");
        return Results.Empty;
    }

    public ValueTask DisposeAsync() => _limiter.DisposeAsync();

    // Null: it waited for too long.
    private async ValueTask<RateLimitLease?> AcquireAsync(int weight, CancellationToken aborted)
    {
        var lease = _limiter.AttemptAcquire(weight);
        if (lease.IsAcquired)
            return lease;
        lease.Dispose();
        using var limit = new CancellationTokenSource(_options.LongestWait, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, aborted);
        Interlocked.Increment(ref _waiting);
        try
        {
            return await _limiter.AcquireAsync(weight, either.Token);
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
