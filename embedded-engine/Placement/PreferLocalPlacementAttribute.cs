namespace Orleans.Placement;

/// <summary>New activations go to the silo of the caller.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class PreferLocalPlacementAttribute : Attribute;
