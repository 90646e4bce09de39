using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Gateway.Http;
using Ayni.Gateway.Problems;

namespace Ayni.Gateway.Events;

/// <summary>
/// Refuses events before their bodies are read while the log takes no more: under a load of several times what it can
/// take, reading what is refused then would leave no time for what is not.
/// </summary>
internal sealed class LogPressureFilter : IEndpointFilter
{
    private const string Limit = "log";

    private readonly ILogPressure _log;
    private readonly LimitMetrics _metrics;

    public LogPressureFilter(ILogPressure log, LimitMetrics metrics)
    {
        _log = log;
        _metrics = metrics;
        metrics.Watch(Limit, () => log.TakesMore ? 0 : 1, () => 0);
    }

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (_log.TakesMore)
            return await next(context);
        _metrics.Refused(Limit);
        await ProblemWriter.WriteAsync(
            context.HttpContext,
            ErrorCodes.Overloaded,
            "As many events wait for the log's disk as may. Nothing of this request was done. Send it again in a "
            + "moment.");
        return Results.Empty;
    }
}
