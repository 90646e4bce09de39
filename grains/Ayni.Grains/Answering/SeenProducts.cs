using System.Collections.Immutable;
using Ayni.Domain.Interactions;

namespace Ayni.Grains.Answering;

/// <summary>What a shopper has already.</summary>
public static class SeenProducts
{
    /// <summary>Products bought or rated, ordinal ascending. A view or a cart leaves a product recommendable.</summary>
    public static ImmutableArray<string> Of(IEnumerable<LoggedInteraction> interactions) =>
    [
        .. interactions
            .Select(logged => logged.Interaction)
            .Where(interaction => interaction.Type is InteractionType.Purchase or InteractionType.Rating)
            .Select(interaction => interaction.ProductId)
            .OfType<string>()
            .ToImmutableSortedSet(StringComparer.Ordinal),
    ];
}
