using Ayni.Domain.Models;
using Ayni.Features.Keywords;

namespace Ayni.Grains.Features;

/// <summary>
/// The keyword counts in force, held once a silo. Thread-safe; two at once may both read a new version.
/// </summary>
internal sealed class KeywordCache(IModelStore models)
{
    private volatile StoredKeywords? _known;

    /// <summary>The counts in force; null: the shop stored none.</summary>
    public async Task<StoredKeywords?> ReadAsync(CancellationToken cancellationToken) =>
        _known = await StoredKeywords.ReadAsync(models, _known, cancellationToken);
}
