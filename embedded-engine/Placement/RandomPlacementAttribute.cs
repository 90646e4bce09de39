namespace Orleans.Placement;

/// <summary>New activations go to any silo.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class RandomPlacementAttribute : Attribute;
