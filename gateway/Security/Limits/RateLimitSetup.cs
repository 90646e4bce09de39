using System.Globalization;
using Ayni.Gateway.Problems;
using Microsoft.AspNetCore.RateLimiting;

namespace Ayni.Gateway.Security.Limits;

/// <summary>Limits of requests by caller, where there are any.</summary>
internal static class RateLimitSetup
{
    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        var options =
            (builder.Configuration.GetSection(RateLimitOptions.Section).Get<RateLimitOptions>() ?? new()).Validate();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<CallerLimits>();
        builder.Services.AddRateLimiter(_ => { });
        builder.Services.AddOptions<RateLimiterOptions>().Configure<CallerLimits>((limiter, limits) =>
        {
            limiter.GlobalLimiter = limits.Limiter;
            limiter.OnRejected = (context, _) => RefuseAsync(context.HttpContext, limits);
        });
    }

    /// <summary>
    /// After callers are asked who they are and before they are let in, so that guesses at a key count too. What says
    /// <c>DisableRateLimiting</c> is never refused.
    /// </summary>
    public static void UseRateLimits(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<RateLimitOptions>().IsOn)
            return;
        var limits = app.Services.GetRequiredService<CallerLimits>();
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                if (limits.QuotaOf(context) is { } quota)
                    RateLimitFields.Write(context.Response.Headers, quota);
                return Task.CompletedTask;
            });
            return next(context);
        });
        app.UseRateLimiter();
    }

    private static ValueTask RefuseAsync(HttpContext context, CallerLimits limits)
    {
        var quota = limits.QuotaOf(context)
            ?? throw new InvalidOperationException("A request was refused by a limit that does not hold.");
        context.Response.Headers.RetryAfter = quota.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return new ValueTask(ProblemWriter.WriteAsync(
            context, ProblemCodes.RateLimited,
            $"This {quota.Policy} may send {quota.Limit} requests in {quota.Window.TotalSeconds} s, and sent more. "
            + $"Send the request again in {quota.RetryAfterSeconds} s; the operator sets the limit in "
            + $"{RateLimitOptions.Section}."));
    }
}
