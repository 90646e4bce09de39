using Ayni.Domain.Errors;
using Ayni.Gateway.Problems;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Ayni.Gateway.Http;

/// <summary>
/// Requests of all paths under way at once, those included that wait for a limit of their path: what the gateway holds
/// has a bound, whatever the number of clients. Who watches it (health, metrics) is let in always.
/// </summary>
internal sealed class RequestLimit
{
    private const string Name = "requests";

    private readonly int _most;
    private readonly LimitMetrics _metrics;
    private int _underWay;

    public RequestLimit(IOptions<GatewayLimits> limits, LimitMetrics metrics)
    {
        _most = limits.Value.Requests;
        _metrics = metrics;
        metrics.Watch(Name, () => (double)Volatile.Read(ref _underWay) / _most, () => 0);
    }

    /// <summary>Middleware after routing and ahead of all that takes time.</summary>
    public async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<DisableRateLimitingAttribute>() is not null)
        {
            await next(context);
            return;
        }

        try
        {
            if (Interlocked.Increment(ref _underWay) <= _most)
                await next(context);
            else
                await RefuseAsync(context);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    private Task RefuseAsync(HttpContext context)
    {
        _metrics.Refused(Name);
        return ProblemWriter.WriteAsync(
            context,
            ErrorCodes.Overloaded,
            $"{_most} requests are under way at this gateway, the most it takes on. Nothing of this one was done. "
            + "Send it again in a moment, or to another gateway.");
    }
}
