namespace Ayni.GrainInterfaces.Users;

/// <summary>A fallback that filled in.</summary>
/// <param name="Source">Name of the source.</param>
/// <param name="Products">Products it gave.</param>
[GenerateSerializer, Immutable, Alias("ayni.fallback-use")]
public sealed record FallbackUse([property: Id(0)] string Source, [property: Id(1)] int Products);
