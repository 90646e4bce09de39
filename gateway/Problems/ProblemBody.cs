using System.Text.Json.Serialization;

namespace Ayni.Gateway.Problems;

/// <summary>A refusal in the form of RFC 9457 (application/problem+json).</summary>
public sealed record ProblemBody
{
    /// <summary>Media type of a refusal.</summary>
    public const string ContentType = "application/problem+json";

    /// <summary>Name of <see cref="Code"/> on the wire.</summary>
    internal const string CodeName = "code";

    /// <summary>Name of <see cref="Errors"/> on the wire.</summary>
    internal const string ErrorsName = "errors";

    /// <summary>Name of <see cref="TraceId"/> on the wire.</summary>
    internal const string TraceIdName = "trace_id";

    /// <summary>Identifies the kind of problem: <c>urn:ayni:problem:</c> and the code.</summary>
    public required string Type { get; init; }

    /// <summary>The kind of problem, in words.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What happened this time, and what to do about it.</summary>
    public required string Detail { get; init; }

    /// <summary>Path of the request, as it was sent.</summary>
    public required string Instance { get; init; }

    /// <summary>Stable machine-readable name of the problem.</summary>
    public required string Code { get; init; }

    /// <summary>The fields that were refused; left out where no single field is to blame.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FieldProblem>? Errors { get; init; }

    /// <summary>Finds this request in the log of the gateway.</summary>
    public required string TraceId { get; init; }
}
