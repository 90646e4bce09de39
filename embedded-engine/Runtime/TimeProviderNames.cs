namespace Orleans.Runtime;

/// <summary>Keys under which each area looks up its clock; each falls back to the unkeyed one.</summary>
public static class TimeProviderNames
{
    /// <summary>Grain timers.</summary>
    public const string Grains = "Orleans.Grains";

    /// <summary>Timeouts of calls.</summary>
    public const string Messaging = "Orleans.Messaging";

    /// <summary>Collection of idle activations.</summary>
    public const string ActivationManagement = "Orleans.ActivationManagement";
}
