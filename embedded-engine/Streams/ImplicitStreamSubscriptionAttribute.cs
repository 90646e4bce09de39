namespace Orleans;

/// <summary>
/// Every stream of a namespace is delivered to the grain of the class that has the stream's key; it is activated when
/// an item comes.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public class ImplicitStreamSubscriptionAttribute : Attribute
{
    public ImplicitStreamSubscriptionAttribute()
    {
    }

    public ImplicitStreamSubscriptionAttribute(string streamNamespace, string? streamIdMapper = null)
    {
        ArgumentNullException.ThrowIfNull(streamNamespace);
        if (streamIdMapper is not null)
            throw new NotSupportedException("The embedded engine has no stream id mappers.");
        Namespace = streamNamespace.Trim();
    }

    /// <summary>Null for all namespaces.</summary>
    internal string? Namespace { get; }

    internal bool Matches(string? streamNamespace) =>
        Namespace is null || string.Equals(Namespace, streamNamespace, StringComparison.Ordinal);
}
