namespace Ayni.Domain;

/// <summary>Why an interaction or a product is refused.</summary>
/// <param name="Field">Name of the property; <c>$</c> for the whole.</param>
/// <param name="Fault">In what way it is wrong.</param>
/// <param name="Reason">What is wrong with it, and what to send instead.</param>
public sealed record InvalidField(string Field, FieldFault Fault, string Reason);
