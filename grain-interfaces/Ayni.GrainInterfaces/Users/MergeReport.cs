namespace Ayni.GrainInterfaces.Users;

/// <summary>What became of a guest who was taken over.</summary>
/// <param name="Merged">Interactions that the shopper has now and had not before the call.</param>
/// <param name="AlreadyMerged">Interactions that a call before had taken over.</param>
/// <param name="Erased">Interactions of the guest that were erased.</param>
[GenerateSerializer, Immutable, Alias("ayni.merge-report")]
public sealed record MergeReport(
    [property: Id(0)] int Merged, [property: Id(1)] int AlreadyMerged, [property: Id(2)] long Erased);
