using System.Threading.RateLimiting;
using Ayni.Silo.Security;
using Microsoft.AspNetCore.RateLimiting;

namespace Ayni.Gateway.Security.Limits;

/// <summary>The bucket of each caller.</summary>
internal sealed class CallerLimits : IAsyncDisposable
{
    private static readonly object CallerKey = new();

    private readonly RateLimitOptions _options;

    public CallerLimits(RateLimitOptions options)
    {
        _options = options;
        Limiter = PartitionedRateLimiter.Create<HttpContext, Caller>(Partition);
    }

    /// <summary>A partition a caller; one that is full and was not asked for ten seconds is dropped.</summary>
    public PartitionedRateLimiter<HttpContext> Limiter { get; }

    /// <summary>The quota of a request's caller as it is now; null: no limit holds.</summary>
    public CallerQuota? QuotaOf(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<DisableRateLimitingAttribute>() is not null)
            return null;
        var caller = CallerOf(context);
        return LimitOf(caller) is > 0 and var limit && Limiter.GetStatistics(context) is { } now
            ? new CallerQuota(
                caller.Bucket < 0 ? "key" : "address", limit, now.CurrentAvailablePermits, _options.Window)
            : null;
    }

    public ValueTask DisposeAsync() => Limiter.DisposeAsync();

    private RateLimitPartition<Caller> Partition(HttpContext context)
    {
        var caller = CallerOf(context);
        var limit = LimitOf(caller);
        return limit == 0
            ? RateLimitPartition.GetNoLimiter(default(Caller))
            : RateLimitPartition.GetTokenBucketLimiter(caller, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = limit,
                TokensPerPeriod = limit,
                ReplenishmentPeriod = _options.Window,
                QueueLimit = 0,
            });
    }

    private int LimitOf(Caller caller) => caller.Bucket < 0 ? _options.KeyRequests : _options.AddressRequests;

    // Once a request: what comes later may change who it is, and the answer tells of the bucket it was taken from.
    private Caller CallerOf(HttpContext context)
    {
        if (context.Items.TryGetValue(CallerKey, out var found))
            return (Caller)found!;
        var name = NameOf(context);
        var caller = name is not null && !_options.IsShared(name)
            ? Caller.Named(name)
            : Caller.At(context.Connection.RemoteIpAddress, name);
        context.Items[CallerKey] = caller;
        return caller;
    }

    // Who is let in for being on this machine has no name of their own.
    private static string? NameOf(HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true, Name: { Length: > 0 } name } && name != AccessGrant.Local.Name
            ? name
            : null;
}
