using Ayni.Domain.Interactions;

namespace Ayni.Domain.Retention;

/// <summary>Interactions that were kept as long as their type is, and taken out of the log.</summary>
/// <param name="Type">Their type.</param>
/// <param name="CustomType">The shop's own name, where the type is custom; else null.</param>
/// <param name="Before">Those that happened before this time; later ones stay.</param>
[GenerateSerializer, Immutable, Alias("ayni.aged-interactions")]
public sealed record AgedInteractions(
    [property: Id(0)] InteractionType Type,
    [property: Id(1)] string? CustomType,
    [property: Id(2)] DateTimeOffset Before)
{
    /// <summary>Whether an interaction is one of them.</summary>
    public bool Covers(Interaction interaction)
    {
        ArgumentNullException.ThrowIfNull(interaction);
        return interaction.Type == Type && interaction.CustomType == CustomType && interaction.Timestamp < Before;
    }
}
