namespace Ayni.Quality;

/// <summary>A period in figures.</summary>
/// <param name="From">First instant.</param>
/// <param name="To">First instant after it.</param>
/// <param name="Text">The same for people.</param>
/// <param name="Interactions">Interactions in it, by the shop's clock.</param>
/// <param name="Shoppers">Shoppers in it.</param>
/// <param name="Products">Products met in it.</param>
public sealed record PeriodFacts(
    DateTimeOffset From, DateTimeOffset To, string Text, long Interactions, int Shoppers, int Products);
