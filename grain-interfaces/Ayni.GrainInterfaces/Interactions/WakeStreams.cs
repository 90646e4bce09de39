namespace Ayni.GrainInterfaces.Interactions;

/// <summary>Names of the streams that wake user and product grains.</summary>
public static class WakeStreams
{
    /// <summary>Stream provider.</summary>
    public const string Provider = "wakes";

    /// <summary>Namespace of the streams keyed by user id.</summary>
    public const string Users = "ayni.users";

    /// <summary>Namespace of the streams keyed by product id.</summary>
    public const string Products = "ayni.products";
}
