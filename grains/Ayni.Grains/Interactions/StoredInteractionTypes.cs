namespace Ayni.Grains.Interactions;

/// <summary>Where the registry of the shop's own types is kept, for programs that read it without a silo.</summary>
public static class StoredInteractionTypes
{
    /// <summary>Name of the state, an <see cref="InteractionTypesState"/>.</summary>
    public const string StateName = "interaction-types";

    internal const string GrainType = "interactiontypes";

    /// <summary>The grain that keeps it.</summary>
    public static GrainId Registry { get; } = GrainId.Create(
        global::Orleans.Runtime.GrainType.Create(GrainType), GrainIdKeyExtensions.CreateIntegerKey(0));
}
