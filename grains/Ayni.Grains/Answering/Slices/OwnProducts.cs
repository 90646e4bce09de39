using Ayni.Grains.Catalog;

namespace Ayni.Grains.Answering;

/// <summary>
/// A shopper's products as the model knows them, kept between answers: as long as the version answers they are not
/// asked for again. Not thread-safe.
/// </summary>
internal sealed class OwnProducts
{
    private IndexKey _key;
    private Dictionary<string, ModelFacts> _facts = [];

    /// <summary>What is known in a version; nothing of another one.</summary>
    public IReadOnlyDictionary<string, ModelFacts> Of(IndexKey key) =>
        key == _key ? _facts : new Dictionary<string, ModelFacts>();

    /// <summary>Keeps what an answer was made with, and nothing else.</summary>
    public void Keep(IndexKey key, IEnumerable<GatheredProduct> products)
    {
        _key = key;
        _facts = products.Where(product => product.Model is not null).ToDictionary(
            product => product.ProductId, product => product.Model!, StringComparer.Ordinal);
    }
}
