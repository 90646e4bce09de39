namespace Ayni.Gateway.InteractionTypes;

/// <summary>All types of interactions.</summary>
/// <param name="Types">The built-in ones, then the shop's own by name.</param>
public sealed record InteractionTypeList(IReadOnlyList<InteractionTypeAnswer> Types);
