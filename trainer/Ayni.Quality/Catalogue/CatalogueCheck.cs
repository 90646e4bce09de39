namespace Ayni.Quality;

/// <summary>A defect of the catalogue as it is now, counted.</summary>
/// <param name="Name">Name in snake_case.</param>
/// <param name="Label">What a reader sees.</param>
/// <param name="Products">Products with it.</param>
/// <param name="Of">Products asked.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Meaning">What it costs, in a sentence.</param>
/// <param name="Examples">Ids of the first, by id; at most five.</param>
public sealed record CatalogueCheck(
    string Name,
    string Label,
    int Products,
    int Of,
    Severity Severity,
    string Meaning,
    IReadOnlyList<string> Examples)
{
    /// <summary>Share of those asked, 0 to 1.</summary>
    public double Share => Of == 0 ? 0 : (double)Products / Of;
}
