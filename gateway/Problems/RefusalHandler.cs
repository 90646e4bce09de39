using System.Text.Json;
using System.Text.RegularExpressions;
using Ayni.Domain.Errors;
using Ayni.Gateway.Products;
using Microsoft.AspNetCore.Diagnostics;

namespace Ayni.Gateway.Problems;

/// <summary>Turns whatever a request threw into problem details.</summary>
internal sealed partial class RefusalHandler(ILogger<RefusalHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // Nobody listens any more, so there is nobody to answer.
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
            return true;
        await (exception switch
        {
            RefusalException refusal =>
                ProblemWriter.WriteAsync(httpContext, refusal.Code, refusal.Message, refusal.Errors),
            AyniException refusal => ProblemWriter.WriteAsync(httpContext, refusal.Code, refusal.Message),
            BadHttpRequestException bad => WriteBadRequestAsync(httpContext, bad),
            TimeoutException or OperationCanceledException => WriteUnavailableAsync(httpContext, exception),
            _ => WriteFaultAsync(httpContext, exception),
        });
        return true;
    }

    private static Task WriteBadRequestAsync(HttpContext context, BadHttpRequestException exception)
    {
        if (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            // The handler's own run has no endpoint; the feature keeps the one that was refused.
            var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
            var limit = endpoint?.Metadata.GetMetadata<BodyLimit>()?.MaxBytes ?? ProductLimits.MaxBulkBodyBytes;
            return ProblemWriter.WriteAsync(
                context, ProblemCodes.TooLarge,
                $"The body is longer than the {limit} bytes this path reads. Send it in several requests.");
        }

        var match = BindingFailure().Match(exception.Message);
        if (!match.Success)
            return ProblemWriter.WriteAsync(context, ProblemCodes.BadRequest, exception.Message);
        var field = JsonNamingPolicy.SnakeCaseLower.ConvertName(match.Groups["name"].Value);
        var type = match.Groups["type"].Value;
        var problem = new FieldProblem(field, match.Groups["value"].Value, $"Not {Describe(type)}.", Remedy(type));
        return ProblemWriter.WriteAsync(
            context, ErrorCodes.Invalid, $"{field}: {problem.Problem} {problem.Remedy}", [problem]);
    }

    private Task WriteUnavailableAsync(HttpContext context, Exception exception)
    {
        logger.LogWarning(
            exception, "{Method} {Path} got no answer in time", context.Request.Method, context.Request.Path);
        context.Response.Headers.RetryAfter = "1";
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

    private static string Describe(string type) =>
        type.Contains("bool", StringComparison.OrdinalIgnoreCase) ? "true or false"
        : type.Contains("int", StringComparison.OrdinalIgnoreCase) ? "a whole number"
        : "a number";

    private static string Remedy(string type) =>
        type.Contains("bool", StringComparison.OrdinalIgnoreCase) ? "Send true or false."
        : type.Contains("int", StringComparison.OrdinalIgnoreCase) ? "Send digits only, such as 10."
        : "Send a number with a point, such as 19.90.";

    // The framework's message for a query or path value of the wrong type; its resource has had this form since .NET 6.
    [GeneratedRegex(
        """^Failed to bind parameter "(?<type>.*) (?<name>\w+)" from "(?<value>.*)"\.$""", RegexOptions.Singleline)]
    private static partial Regex BindingFailure();
}
