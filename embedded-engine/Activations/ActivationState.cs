namespace Ayni.EmbeddedEngine.Activations;

/// <summary>Where an activation is in its life.</summary>
internal enum ActivationState
{
    Activating,
    Valid,

    /// <summary>Lets what runs end, starts nothing new, then calls OnDeactivateAsync.</summary>
    Deactivating,

    /// <summary>Ended; takes no requests.</summary>
    Invalid,
}
