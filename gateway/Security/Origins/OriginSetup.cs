using Ayni.Gateway.Security.Limits;
using Ayni.Silo.Security;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Net.Http.Headers;

namespace Ayni.Gateway.Security.Origins;

/// <summary>Lets pages of listed origins ask from a browser; without a list none may.</summary>
internal static class OriginSetup
{
    /// <summary>How long a browser remembers what it may ask; Chromium's own most is two hours.</summary>
    private static readonly TimeSpan PreflightAge = TimeSpan.FromMinutes(10);

    private static readonly string[] Sent =
        [HeaderNames.Authorization, HeaderNames.ContentType, ShownKey.Header, "Idempotency-Key", "traceparent"];

    private static readonly string[] Read =
        [HeaderNames.RetryAfter, HeaderNames.Location, .. RateLimitFields.Names];

    public static void AddOrigins(this WebApplicationBuilder builder)
    {
        var options = OriginOptions.Of(builder.Configuration);
        builder.Services.AddSingleton(options);
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => Allow(policy, options)));
    }

    /// <summary>After routing, before callers are asked who they are: a preflight carries no key.</summary>
    public static void UseOrigins(this WebApplication app)
    {
        if (app.Services.GetRequiredService<OriginOptions>().Origins.Count > 0)
            app.UseCors();
    }

    private static void Allow(CorsPolicyBuilder policy, OriginOptions options)
    {
        // What a caller may do is the key's to say; what a browser may send, this list's.
        policy.WithMethods("GET", "POST", "PUT", "PATCH", "DELETE")
            .WithHeaders(Sent).WithExposedHeaders(Read).SetPreflightMaxAge(PreflightAge);
        if (options.AllowsAny)
            policy.AllowAnyOrigin();
        else
            policy.WithOrigins([.. options.Origins]);
        if (options.Credentials)
            policy.AllowCredentials();
    }
}
