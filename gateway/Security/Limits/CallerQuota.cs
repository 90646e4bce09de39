namespace Ayni.Gateway.Security.Limits;

/// <summary>What a caller may send.</summary>
/// <param name="Policy">key or address: what the caller is known by.</param>
/// <param name="Limit">Requests a window.</param>
/// <param name="Remaining">Requests that would be taken now.</param>
/// <param name="Window">Time in which an empty bucket is full again.</param>
internal sealed record CallerQuota(string Policy, int Limit, long Remaining, TimeSpan Window)
{
    /// <summary>Whole seconds until one more request is taken from an empty bucket, at least one.</summary>
    public long RetryAfterSeconds => Math.Max(1, (long)Math.Ceiling(Window.TotalSeconds / Limit));

    /// <summary>Whole seconds until the bucket is full.</summary>
    public long FullInSeconds => (long)Math.Ceiling(Window.TotalSeconds * (Limit - Remaining) / Limit);
}
