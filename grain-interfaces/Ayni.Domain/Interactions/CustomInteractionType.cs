namespace Ayni.Domain.Interactions;

/// <summary>A type of interaction that a shop names itself.</summary>
/// <param name="Name">Name: a lower-case letter, then up to 31 of a to z, 0 to 9 and _.</param>
/// <param name="Weight">What one of them says about preference, −100 to 100; below 0: against the product.</param>
[GenerateSerializer, Immutable, Alias("ayni.custom-interaction-type")]
public sealed record CustomInteractionType([property: Id(0)] string Name, [property: Id(1)] double Weight);
