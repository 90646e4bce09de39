using Ayni.Domain.Interactions;

namespace Ayni.Gateway.InteractionTypes;

/// <summary>A type of interaction.</summary>
/// <param name="Name">What events call it in <c>interaction_type</c>.</param>
/// <param name="Weight">
/// What one of them says about preference: of the shop's own what the shop said, of the others the default of training.
/// Return and remove_from_cart weigh nothing themselves: they take a purchase or a cart back.
/// </param>
/// <param name="BuiltIn">False for the shop's own.</param>
public sealed record InteractionTypeAnswer(string Name, double Weight, bool BuiltIn)
{
    /// <summary>The built-in ones.</summary>
    public static IEnumerable<InteractionTypeAnswer> AllBuiltIn()
    {
        var weights = new InteractionWeights();
        foreach (var name in InteractionTypeNames.BuiltIn)
        {
            if (InteractionTypeNames.TryParse(name, out var type))
                yield return new InteractionTypeAnswer(name, weights.Of(type), true);
        }
    }

    /// <summary>The wire form of a type of the shop's own.</summary>
    public static InteractionTypeAnswer From(CustomInteractionType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return new InteractionTypeAnswer(type.Name, type.Weight, false);
    }
}
