using System.Diagnostics;
using Ayni.Domain.Auditing;
using Ayni.Domain.Errors;
using Ayni.Gateway.Http;
using Ayni.Gateway.Problems;

namespace Ayni.Gateway.Auditing;

/// <summary>
/// Writes what an audited endpoint is asked for before it does it, and how it ended after. What cannot be written is
/// not done.
/// </summary>
internal sealed class AuditRecorder(IAuditTrail trail, ILogger<AuditRecorder> logger)
{
    private const string Unnamed = "unnamed";
    private static readonly object EndKey = new();

    /// <summary>Middleware after authorization: whoever was not let in did nothing.</summary>
    public async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<AuditMark>() is not { } mark)
        {
            await next(context);
            return;
        }

        // A client that hangs up has asked all the same.
        var number = await trail.BeginAsync(ActOf(context, mark), CancellationToken.None);
        try
        {
            await next(context);
        }
        catch (Exception exception)
        {
            await EndAsync(number, EndOf(exception));
            throw;
        }

        await EndAsync(number, EndOf(context));
    }

    /// <summary>Says within an endpoint what came of the act: an id that was not known before.</summary>
    public static void NoteResult(HttpContext context, string? result) =>
        context.Items[EndKey] = new AuditEnd(AuditOutcome.Done, Result: result);

    /// <summary>Says within an endpoint of a second shopper.</summary>
    public static void NoteUser(HttpContext context, string userId) =>
        context.Items[EndKey] = new AuditEnd(AuditOutcome.Done, UserId: userId);

    private static AuditedAct ActOf(HttpContext context, AuditMark mark)
    {
        var segment = mark.Target is null ? null : context.Request.RouteValues[mark.Target] as string;
        var target = segment is null ? null : RequestPath.Decode(segment);
        return new AuditedAct
        {
            Act = mark.Act,
            Actor = context.User.Identity?.Name is { Length: > 0 } name ? name : Unnamed,
            Address = context.Connection.RemoteIpAddress?.ToString(),
            Target = mark.IsUser ? null : target,
            UserId = mark.IsUser ? target : null,
            TraceId = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier,
        };
    }

    private static AuditEnd EndOf(HttpContext context)
    {
        var status = context.Response.StatusCode;
        var noted = context.Items[EndKey] as AuditEnd;
        return status < StatusCodes.Status400BadRequest
            ? noted ?? new AuditEnd(AuditOutcome.Done)
            : new AuditEnd(OutcomeOf(status), $"status_{status}");
    }

    private static AuditEnd EndOf(Exception exception) => exception switch
    {
        RefusalException refusal => new(OutcomeOf(ProblemCodes.StatusOf(refusal.Code)), refusal.Code),
        AyniException refusal => new(OutcomeOf(ProblemCodes.StatusOf(refusal.Code)), refusal.Code),
        BadHttpRequestException bad => new(OutcomeOf(bad.StatusCode), $"status_{bad.StatusCode}"),
        OperationCanceledException => new(AuditOutcome.Failed, "cancelled"),
        _ => new(AuditOutcome.Failed, ProblemCodes.Internal),
    };

    private static AuditOutcome OutcomeOf(int status) =>
        status < StatusCodes.Status500InternalServerError ? AuditOutcome.Refused : AuditOutcome.Failed;

    // The act is done by now: a trail that cannot be written leaves it without an end, which readers are told.
    private async Task EndAsync(long number, AuditEnd end)
    {
        try
        {
            await trail.EndAsync(number, end, CancellationToken.None);
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "The end of act {Number} could not be written: {Outcome}", number, end.Outcome);
        }
    }
}
