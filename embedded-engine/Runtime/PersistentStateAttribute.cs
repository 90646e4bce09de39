namespace Orleans.Runtime;

/// <summary>Marks the constructor parameter that takes a persistent state.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class PersistentStateAttribute : Attribute
{
    public PersistentStateAttribute(string stateName, string? storageName = null)
    {
        ArgumentNullException.ThrowIfNull(stateName);
        StateName = stateName;
        StorageName = storageName;
    }

    public string StateName { get; }

    /// <summary>Name of the storage; the default one where null.</summary>
    public string? StorageName { get; }
}
