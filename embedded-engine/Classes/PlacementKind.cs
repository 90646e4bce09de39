namespace Ayni.EmbeddedEngine.Classes;

/// <summary>Where new activations of a class go.</summary>
internal enum PlacementKind
{
    Random,
    PreferLocal,
    HashBased,
    FewestActivations,
}
