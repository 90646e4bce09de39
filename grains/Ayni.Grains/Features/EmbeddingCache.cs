using Ayni.Domain.Models;
using Ayni.Features.Embeddings;

namespace Ayni.Grains.Features;

/// <summary>
/// The products' vectors in force, held once a silo. Thread-safe; two at once may both read a new version.
/// </summary>
internal sealed class EmbeddingCache(IModelStore models)
{
    private volatile StoredEmbeddings? _known;

    /// <summary>The vectors in force; null: the shop stored none.</summary>
    public async Task<StoredEmbeddings?> ReadAsync(CancellationToken cancellationToken) =>
        _known = await StoredEmbeddings.ReadAsync(models, _known, cancellationToken);
}
