using Ayni.Domain.Errors;
using Ayni.Gateway.Json;
using Microsoft.AspNetCore.Diagnostics;

namespace Ayni.Gateway.Problems;

/// <summary>Gives a body to the refusals that routing answers without one: 404, 405, 415.</summary>
internal static class EmptyRefusals
{
    public static Task WriteAsync(StatusCodeContext status)
    {
        var context = status.HttpContext;
        var request = context.Request;
        return context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => ProblemWriter.WriteAsync(
                context, ErrorCodes.NotFound,
                $"There is nothing at {request.Path}. The paths are listed at /docs and in /openapi/v1.json."),
            StatusCodes.Status405MethodNotAllowed => ProblemWriter.WriteAsync(
                context, ProblemCodes.MethodNotAllowed,
                $"{request.Path} does not answer {request.Method}. Use {context.Response.Headers.Allow}."),
            StatusCodes.Status415UnsupportedMediaType => ProblemWriter.WriteAsync(
                context, ProblemCodes.UnsupportedMediaType,
                JsonBody.NotJson(request)),
            StatusCodes.Status413PayloadTooLarge => ProblemWriter.WriteAsync(
                context, ErrorCodes.TooLarge, "The body is too long. Send it in several requests."),
            _ => Task.CompletedTask,
        };
    }
}
