namespace Ayni.GrainInterfaces;

/// <summary>Names of the storage providers that grains keep their state in.</summary>
public static class GrainStorageNames
{
    /// <summary>The durable one.</summary>
    public const string Default = "ayni";
}
