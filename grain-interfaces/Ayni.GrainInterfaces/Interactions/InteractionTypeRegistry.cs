using Ayni.Domain.Interactions;

namespace Ayni.GrainInterfaces.Interactions;

/// <summary>The shop's own types of interactions at one time.</summary>
/// <param name="Types">The types.</param>
/// <param name="Revision">Number of writes so far.</param>
[GenerateSerializer, Immutable, Alias("ayni.interaction-type-registry")]
public sealed record InteractionTypeRegistry([property: Id(0)] TypeWeights Types, [property: Id(1)] long Revision);
