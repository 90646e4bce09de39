namespace Ayni.Domain.Interactions;

/// <summary>Why an interaction is refused.</summary>
/// <param name="Field">Name of the property; <c>$</c> for the interaction as a whole.</param>
/// <param name="Reason">What is wrong with it, and what to send instead.</param>
public sealed record InteractionProblem(string Field, string Reason);
