namespace Ayni.Grains.Answering;

/// <summary>Popularity of every product met in the log up to a position.</summary>
/// <param name="Position">Log position counted at.</param>
/// <param name="ProductIds">Ordinal ascending.</param>
/// <param name="Popularity">Weighted count over the largest one, 0 to 1; one a product.</param>
public sealed record PopularityCount(long Position, string[] ProductIds, float[] Popularity);
