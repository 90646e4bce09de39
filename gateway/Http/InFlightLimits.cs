using Microsoft.Extensions.Options;

namespace Ayni.Gateway.Http;

/// <summary>Limits of paths.</summary>
internal static class InFlightLimits
{
    // Of what is asked for by hand or by a job, and takes seconds itself.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Longer than this nobody waits for a list of products.</summary>
    private static readonly TimeSpan LongestAnswerWait = TimeSpan.FromSeconds(1);

    /// <summary>Key of the limit that all paths of recommendations share.</summary>
    private const string Answers = "answers";

    /// <summary>A limit on the requests of one path or several.</summary>
    public static InFlightLimit LimitRequests(
        this IEndpointRouteBuilder routes, string name, int atOnce, int waiting) =>
        Make(routes.ServiceProvider, InFlightLimitOptions.OfRequests(name, atOnce, waiting, LongestWait));

    /// <summary>A limit on the bodies of events.</summary>
    public static InFlightLimit LimitEvents(this IEndpointRouteBuilder routes, long longestBody)
    {
        var limits = routes.ServiceProvider.GetRequiredService<IOptions<GatewayLimits>>().Value;
        return Make(
            routes.ServiceProvider,
            InFlightLimitOptions.OfBodies(
                "events", limits.EventBodiesMiB, limits.EventBodiesWaitingMiB, limits.EventWait, longestBody));
    }

    /// <summary>The one limit on answers with recommendations, whatever their path.</summary>
    public static InFlightLimit LimitAnswers(this IEndpointRouteBuilder routes) =>
        routes.ServiceProvider.GetRequiredKeyedService<InFlightLimit>(Answers);

    public static void AddInFlightLimits(this IServiceCollection services)
    {
        services.AddOptions<GatewayLimits>().BindConfiguration(GatewayLimits.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<LimitMetrics>();
        services.AddSingleton<RequestLimit>();
        services.AddKeyedSingleton(Answers, (provider, _) =>
        {
            var limits = provider.GetRequiredService<IOptions<GatewayLimits>>().Value;
            return Make(
                provider,
                InFlightLimitOptions.OfRequests(
                    Answers, limits.Answers, limits.AnswersWaiting, LongestAnswerWait));
        });
    }

    private static InFlightLimit Make(IServiceProvider services, InFlightLimitOptions options) =>
        new(options, services.GetRequiredService<LimitMetrics>(), services.GetRequiredService<TimeProvider>());
}
