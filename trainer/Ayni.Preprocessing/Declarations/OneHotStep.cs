namespace Ayni.Preprocessing.Declarations;

/// <summary>
/// A column of 0 and 1 for each of the most frequent categories, and one for all others; a missing value is 0 in each.
/// Of equally frequent categories the first by name.
/// </summary>
public sealed record OneHotStep : StepDeclaration
{
    /// <summary>Most categories that one column may become.</summary>
    public const int MaxCategories = 1_000;

    /// <summary>Categories that get a column. <value>Default 20; range 1 to 1,000.</value></summary>
    public int Most { get; init; } = 20;

    internal override bool TakesTexts => true;

    internal override void Check(string where) =>
        Require(Most is >= 1 and <= MaxCategories, where, "most", Most, $"1 to {MaxCategories}");
}
