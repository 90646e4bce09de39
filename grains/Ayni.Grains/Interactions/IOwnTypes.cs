using Ayni.Domain.Interactions;

namespace Ayni.Grains.Interactions;

/// <summary>The shop's own types of interactions, for whoever counts.</summary>
public interface IOwnTypes
{
    /// <summary>The types; of a registry that does not answer, those it gave before, if any.</summary>
    ValueTask<TypeWeights> GetAsync(CancellationToken cancellationToken);
}
