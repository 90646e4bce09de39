using System.Net.Sockets;
using Ayni.Domain.Errors;
using Ayni.Gateway.Products;
using Ayni.Grains.Training;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;

namespace Ayni.Gateway.Problems;

/// <summary>Turns whatever a request threw into problem details.</summary>
internal sealed class RefusalHandler(ILogger<RefusalHandler> logger, IHostApplicationLifetime lifetime)
    : IExceptionHandler
{
    private int _stoppingTold;

    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (IsGone(httpContext, exception))
        {
            // Nobody listens any more, so there is nobody to answer. Clients come and go: no fault of anybody.
            logger.LogDebug(
                "{Method} {Path}: the client is gone", httpContext.Request.Method, httpContext.Request.Path);
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            // Else the server tries to read the rest of the body, and logs an error that it cannot.
            httpContext.Abort();
            return true;
        }

        await (exception switch
        {
            RefusalException refusal =>
                ProblemWriter.WriteAsync(httpContext, refusal.Code, refusal.Message, refusal.Errors),
            AyniException refusal => ProblemWriter.WriteAsync(httpContext, refusal.Code, refusal.Message),
            BadHttpRequestException bad => WriteBadRequestAsync(httpContext, bad),
            _ when lifetime.ApplicationStopping.IsCancellationRequested => WriteStoppingAsync(httpContext, exception),
            _ when TransientFaults.IsTransient(exception) => WriteUnavailableAsync(httpContext, exception),
            _ => WriteFaultAsync(httpContext, exception),
        });
        return true;
    }

    // A reset may be seen by whoever reads the body before the request counts as aborted.
    private static bool IsGone(HttpContext context, Exception exception) =>
        exception is OperationCanceledException or IOException or BadHttpRequestException
        && (context.RequestAborted.IsCancellationRequested || IsConnectionLost(exception));

    private static bool IsConnectionLost(Exception exception) =>
        exception is ConnectionResetException or ConnectionAbortedException
        || exception.InnerException is ConnectionResetException or ConnectionAbortedException or SocketException;

    private static Task WriteBadRequestAsync(HttpContext context, BadHttpRequestException exception)
    {
        switch (exception.StatusCode)
        {
            case StatusCodes.Status413PayloadTooLarge:
                // The handler's own run has no endpoint; the feature keeps the one that was refused.
                var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
                var limit = endpoint?.Metadata.GetMetadata<BodyLimit>()?.MaxBytes ?? ProductLimits.MaxBulkBodyBytes;
                return ProblemWriter.WriteAsync(
                    context, ErrorCodes.TooLarge,
                    $"The body is longer than the {limit} bytes this path reads. Send it in several requests.");
            case StatusCodes.Status408RequestTimeout:
                return ProblemWriter.WriteAsync(
                    context, ProblemCodes.RequestTimeout,
                    "The body stopped arriving. Send the request again; events with the same event_id count once.");
            default:
                return ProblemWriter.WriteAsync(context, ProblemCodes.BadRequest, exception.Message);
        }
    }

    // While the silo goes, every call fails in its own way; one line says for all of them why.
    private Task WriteStoppingAsync(HttpContext context, Exception exception)
    {
        if (Interlocked.Exchange(ref _stoppingTold, 1) == 0)
        {
            logger.LogInformation(
                "Stopping: requests still under way are answered 503 ({Reason})", exception.GetType().Name);
        }

        return ProblemWriter.WriteAsync(
            context, ProblemCodes.Unavailable,
            "This gateway is stopping. Send the request again, to another one where there is one; events with the " +
            "same event_id count once.");
    }

    private Task WriteUnavailableAsync(HttpContext context, Exception exception)
    {
        logger.LogWarning(
            "{Method} {Path} got no answer in time: {Reason}",
            context.Request.Method, context.Request.Path, exception.Message);
        return ProblemWriter.WriteAsync(
            context, ProblemCodes.Unavailable,
            "The system did not answer in time. Send the request again; events with the same event_id count once.");
    }

    private Task WriteFaultAsync(HttpContext context, Exception exception)
    {
        logger.LogError(exception, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
        return ProblemWriter.WriteAsync(
            context, ProblemCodes.Internal,
            "The request failed for a reason that is logged under trace_id. It is safe to send it again: " +
            "events with the same event_id count once.");
    }
}
