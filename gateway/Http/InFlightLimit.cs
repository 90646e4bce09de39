using System.Threading.RateLimiting;
using Ayni.Domain.Errors;

namespace Ayni.Gateway.Http;

/// <summary>
/// Lets so many requests of a path be under way at once, each with a weight; the others wait in their order, and past
/// the queue are refused.
/// </summary>
/// <param name="permits">Weight under way at once.</param>
/// <param name="waiting">Weight that may wait.</param>
/// <param name="weigh">Weight of a request, at least 1.</param>
internal sealed class InFlightLimit(int permits, int waiting, Func<HttpRequest, int> weigh)
    : IEndpointFilter, IAsyncDisposable
{
    private const int BytesOfPermit = 1024;
    private const int PermitsOfMiB = 1024 * 1024 / BytesOfPermit;

    // Without a length nobody knows; most bodies are far smaller, none is larger than the limit of the path.
    private const int PermitsOfUnknown = PermitsOfMiB;

    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = permits,
        QueueLimit = waiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>A limit that counts requests.</summary>
    public static InFlightLimit OfRequests(int atOnce, int waiting) => new(atOnce, waiting, _ => 1);

    /// <summary>A limit on the bytes of the bodies.</summary>
    public static InFlightLimit OfBodies(int mebibytes, int waitingMebibytes) => new(
        mebibytes * PermitsOfMiB,
        waitingMebibytes * PermitsOfMiB,
        request => (int?)(request.ContentLength / BytesOfPermit) + 1 ?? PermitsOfUnknown);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        using var lease = await _limiter.AcquireAsync(Math.Min(weigh(http.Request), permits), http.RequestAborted);
        return lease.IsAcquired
            ? await next(context)
            : throw new RefusalException(
                ErrorCodes.Overloaded,
                $"{http.Request.Path} is at its limit, and so is its queue. Send the request again in a moment, and " +
                "fewer of them at once.");
    }

    public ValueTask DisposeAsync() => _limiter.DisposeAsync();
}
