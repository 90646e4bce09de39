namespace Ayni.Quality;

/// <summary>A product that more, or fewer, of the interactions are with than before.</summary>
/// <param name="ProductId">Its id.</param>
/// <param name="Name">Its name in the catalogue; null: it is not there.</param>
/// <param name="Reference">Share of the reference's interactions that are with it, 0 to 1.</param>
/// <param name="Current">Share of the current period's.</param>
public sealed record ProductMove(string ProductId, string? Name, double Reference, double Current);
