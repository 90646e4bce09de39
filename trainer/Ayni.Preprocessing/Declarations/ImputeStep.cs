using System.Text.Json.Serialization;

namespace Ayni.Preprocessing.Declarations;

/// <summary>Fills missing values; texts by a constant alone.</summary>
public sealed record ImputeStep : StepDeclaration
{
    /// <summary>Most columns that neighbours are told by.</summary>
    public const int MaxBy = 20;

    /// <summary>Most rows that neighbours are looked for among.</summary>
    public const int MaxReferenceRows = 10_000;

    /// <summary>With what.</summary>
    public required ImputeKind With { get; init; }

    /// <summary>The constant: a text, a number, true or false.</summary>
    [JsonConverter(typeof(ScalarText))]
    public string? Value { get; init; }

    /// <summary>
    /// Whether a column <c>…_missing</c> says where it was filled, if the train part lacks any. <value>Default false.
    /// </value>
    /// </summary>
    public bool Indicator { get; init; }

    /// <summary>k_nearest: columns of numbers that rows are near by. <value>Range 1 to 20 columns.</value></summary>
    public IReadOnlyList<string>? By { get; init; }

    /// <summary>k_nearest: neighbours. <value>Default 5; range 1 to 100.</value></summary>
    public int K { get; init; } = 5;

    /// <summary>
    /// k_nearest: rows of the train part that neighbours are looked for among, drawn by the seed, kept in the fitted
    /// pipeline. <value>Default 1,000; range k to 10,000.</value>
    /// </summary>
    public int ReferenceRows { get; init; } = 1_000;

    internal override bool TakesTexts => With == ImputeKind.Constant;

    internal override void Check(string where)
    {
        Require(With != ImputeKind.Constant || Value is not null, where, "value", "missing", "the constant");
        if (With != ImputeKind.KNearest)
            return;
        Require(By is { Count: >= 1 and <= MaxBy }, where, "by", $"{By?.Count ?? 0} columns", $"1 to {MaxBy} columns");
        Require(K is >= 1 and <= 100, where, "k", K, "1 to 100");
        Require(
            ReferenceRows >= K && ReferenceRows <= MaxReferenceRows, where, "reference_rows", ReferenceRows,
            $"k to {MaxReferenceRows}");
    }
}
