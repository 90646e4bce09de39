namespace Ayni.Quality;

/// <summary>What a column is, for people.</summary>
/// <param name="Name">Name in snake_case, unique in a report.</param>
/// <param name="Label">What a reader sees.</param>
/// <param name="Of">What a row is, in the plural: interactions, shoppers, orders, products.</param>
public sealed record ColumnInfo(string Name, string Label, string Of)
{
    /// <summary>Unit of the numbers; null: none.</summary>
    public string? Unit { get; init; }

    /// <summary>What the column says, in a sentence.</summary>
    public string About { get; init; } = "";

    /// <summary>What a shift means for the recommendations, in a sentence.</summary>
    public string Meaning { get; init; } = "";

    /// <summary>What to do upon a shift, in a sentence.</summary>
    public string Remedy { get; init; } = "";
}
