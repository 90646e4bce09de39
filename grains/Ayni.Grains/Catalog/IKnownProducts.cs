namespace Ayni.Grains.Catalog;

/// <summary>Which products the catalogue holds, by this silo's index: no store is asked.</summary>
public interface IKnownProducts
{
    /// <summary>
    /// Those of some products that the catalogue does not hold; none while the catalogue is empty, or where the index
    /// is not loaded or does not hold that part.
    /// </summary>
    /// <param name="productIds">Ids; of repeated ones each is told once.</param>
    /// <param name="most">Most that are told, the first.</param>
    /// <param name="cancellationToken">Ends the wait for an index that is not loaded yet.</param>
    ValueTask<IReadOnlyList<UnknownProduct>> UnknownOfAsync(
        IEnumerable<string> productIds, int most, CancellationToken cancellationToken);
}
