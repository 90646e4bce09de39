using Ayni.Domain.Interactions;

namespace Ayni.Grains.Interactions;

/// <summary>The shop's own types of interactions, for whoever counts or reads them.</summary>
public interface IOwnTypes
{
    /// <summary>The types as they are known, without asking; none before the first answer.</summary>
    TypeWeights Current { get; }

    /// <summary>The types; of a registry that does not answer, those it gave before, if any.</summary>
    ValueTask<TypeWeights> GetAsync(CancellationToken cancellationToken);

    /// <summary>Asks the registry; fails where it does not answer.</summary>
    Task<TypeWeights> RefreshAsync(CancellationToken cancellationToken);
}
