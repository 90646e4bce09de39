using System.Text.Json.Serialization;

namespace Ayni.Preprocessing.Declarations;

/// <summary>What is to be predicted: a column of numbers, or whether a column is a value.</summary>
public sealed record TargetDeclaration
{
    /// <summary>The column. It is no feature of the output, which has <c>target</c> instead.</summary>
    public required string Column { get; init; }

    /// <summary>The value that counts as 1, all others as 0; null: the column's number itself.</summary>
    [JsonConverter(typeof(ScalarText))]
    public string? EqualTo { get; init; }
}
