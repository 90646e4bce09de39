using Ayni.Domain.Errors;

namespace Ayni.Wire.Problems;

/// <summary>What was sent is refused: a request is answered with it, a message is skipped for it.</summary>
public sealed class RefusalException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="code">One of <see cref="ErrorCodes"/>, or one that only HTTP knows; decides the status.</param>
    /// <param name="detail">What happened and what to do about it.</param>
    /// <param name="errors">The fields refused, if some were.</param>
    public RefusalException(string code, string detail, IReadOnlyList<FieldProblem>? errors = null)
        : base(detail)
    {
        Code = code;
        Errors = errors;
    }

    /// <summary>Stable name.</summary>
    public string Code { get; }

    /// <summary>The fields refused; null if no single field is to blame.</summary>
    public IReadOnlyList<FieldProblem>? Errors { get; }

    /// <summary>Refusal of fields.</summary>
    public static RefusalException OfFields(IReadOnlyList<FieldProblem> problems)
    {
        ArgumentOutOfRangeException.ThrowIfZero(problems.Count);
        var first = problems[0];
        var others = problems.Count == 1 ? "" : $" ({problems.Count - 1} more in errors.)";
        return new RefusalException(
            ErrorCodes.Invalid, $"{first.Field}: {first.Problem} {first.Remedy}{others}", problems);
    }

    /// <summary>Refusal of one field.</summary>
    public static RefusalException OfField(string field, string? value, string problem, string remedy) =>
        OfFields([new FieldProblem(field, value, problem, remedy)]);

    /// <summary>The thing named by the path does not exist.</summary>
    public static RefusalException NotFound(string field, string value, string remedy) =>
        new(ErrorCodes.NotFound, $"There is no {field} '{value}'. {remedy}",
            [new FieldProblem(field, value, "Unknown.", remedy)]);
}
