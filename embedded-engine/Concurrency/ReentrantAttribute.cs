namespace Orleans.Concurrency;

/// <summary>Requests to an activation of the class interleave at every await.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;
