using System.Diagnostics;
using Ayni.Gateway.Http;
using Microsoft.AspNetCore.Mvc;

namespace Ayni.Gateway.Problems;

/// <summary>Writes refusals, through the framework's service, in the form of <see cref="ProblemBody"/>.</summary>
internal static class ProblemWriter
{
    private const string RetryAfterSeconds = "1";

    /// <summary>Answers with problem details; the status follows from the code.</summary>
    public static async Task WriteAsync(
        HttpContext context, string code, string detail, IReadOnlyList<FieldProblem>? errors = null)
    {
        var status = ProblemCodes.StatusOf(code);
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        if (ProblemCodes.IsPassing(code) && context.Response.Headers.RetryAfter.Count == 0)
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
        // A refusal is JSON for whoever asked for something else too; the service would send them nothing.
        context.Request.Headers.Accept = default;
        await context.RequestServices.GetRequiredService<IProblemDetailsService>().WriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = new ProblemDetails
            {
                Type = $"urn:ayni:problem:{code}",
                Title = ProblemCodes.TitleOf(code),
                Status = status,
                Detail = detail,
                Instance = RequestPath.AsSent(context),
                Extensions = Extensions(code, errors),
            },
        });
    }

    /// <summary>Sets what every problem holds, whoever makes it: where to find the request in the log.</summary>
    public static void Customize(ProblemDetailsContext context) =>
        context.ProblemDetails.Extensions[ProblemBody.TraceIdName] =
            Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;

    private static Dictionary<string, object?> Extensions(string code, IReadOnlyList<FieldProblem>? errors)
    {
        var extensions = new Dictionary<string, object?> { [ProblemBody.CodeName] = code };
        if (errors is not null)
            extensions[ProblemBody.ErrorsName] = errors;
        return extensions;
    }
}
