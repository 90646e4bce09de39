using Ayni.Domain.Interactions;

namespace Ayni.Domain.Scenarios;

/// <summary>Leaves out what the shopper met in some way.</summary>
/// <param name="Type">In which way.</param>
/// <param name="WithinDays">Only if it happened within so many days, over 0 to 36,500; null: whenever.</param>
[GenerateSerializer, Immutable, Alias("ayni.seen-rule")]
public sealed record SeenRule([property: Id(0)] InteractionType Type, [property: Id(1)] double? WithinDays);
