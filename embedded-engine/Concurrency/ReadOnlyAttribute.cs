namespace Orleans.Concurrency;

/// <summary>The method may run together with other read-only methods of the same activation.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;
