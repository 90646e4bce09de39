namespace Ayni.Data.Mart.Versions;

/// <summary>One thing in which two marts differ.</summary>
/// <param name="What">
/// Kind: <c>content</c>, <c>source</c>, <c>step</c>, <c>rows</c>, <c>column</c> or <c>file</c>.
/// </param>
/// <param name="Subject">Table, member or file.</param>
/// <param name="Before">What the first says; null: it has none.</param>
/// <param name="After">What the second says; null: it has none.</param>
public sealed record MartDifference(string What, string Subject, string? Before, string? After)
{
    /// <summary>The difference in words.</summary>
    public string Describe() => (Before, After) switch
    {
        (null, var after) => $"{Subject}: only in the second: {after}",
        (var before, null) => $"{Subject}: only in the first: {before}",
        var (before, after) => $"{Subject}: {before} → {after}",
    };
}
