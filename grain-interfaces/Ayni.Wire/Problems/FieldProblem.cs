using Ayni.Domain;

namespace Ayni.Wire.Problems;

/// <summary>One field that was refused.</summary>
/// <param name="Field">
/// Path of the field, such as <c>events[3].user_id</c>; a query parameter or header by its name.
/// </param>
/// <param name="Value">The value as it was sent, cut to 100 characters; null where it was missing.</param>
/// <param name="Problem">What is wrong with it.</param>
/// <param name="Remedy">What to send instead.</param>
public sealed record FieldProblem(string Field, string? Value, string Problem, string Remedy)
{
    /// <summary>Longest value repeated in an answer, in characters.</summary>
    public const int MaxValueLength = 100;

    /// <summary>The value as it was sent, cut to <see cref="MaxValueLength"/> characters.</summary>
    public string? Value { get; } =
        Value is { Length: > MaxValueLength } ? $"{StorableText.Cut(Value, MaxValueLength)}…" : Value;
}
