namespace Orleans.Placement;

/// <summary>New activations go to the silo that holds the fewest.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class ActivationCountBasedPlacementAttribute : Attribute;
