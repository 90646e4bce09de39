using System.Diagnostics;
using System.Text.Json;
using Ayni.Gateway.Json;

namespace Ayni.Gateway.Problems;

/// <summary>Writes refusals.</summary>
internal static class ProblemWriter
{
    /// <summary>Answers with problem details; the status follows from the code.</summary>
    public static Task WriteAsync(
        HttpContext context, string code, string detail, IReadOnlyList<FieldProblem>? errors = null)
    {
        var body = new ProblemBody
        {
            Type = $"urn:ayni:problem:{code}",
            Title = ProblemCodes.TitleOf(code),
            Status = ProblemCodes.StatusOf(code),
            Detail = detail,
            Instance = context.Request.Path.Value ?? "/",
            Code = code,
            Errors = errors,
            TraceId = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier,
        };
        context.Response.StatusCode = body.Status;
        context.Response.ContentType = ProblemBody.ContentType;
        context.Response.Headers.CacheControl = "no-store";
        return JsonSerializer.SerializeAsync(
            context.Response.Body, body, WireFormat.Options, context.RequestAborted);
    }
}
