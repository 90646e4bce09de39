namespace Ayni.Domain.Interactions;

/// <summary>An interaction with its place in the log.</summary>
/// <param name="Position">1-based, strictly increasing; every position up to a readable one is readable.</param>
/// <param name="Interaction">The interaction.</param>
[GenerateSerializer, Immutable, Alias("ayni.logged-interaction")]
public sealed record LoggedInteraction(
    [property: Id(0)] long Position,
    [property: Id(1)] Interaction Interaction);
