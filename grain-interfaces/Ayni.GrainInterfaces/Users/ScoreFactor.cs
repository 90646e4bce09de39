namespace Ayni.GrainInterfaces.Users;

/// <summary>What lifted or sank a product.</summary>
/// <param name="Name">Rule.</param>
/// <param name="Factor">What the score was multiplied by.</param>
[GenerateSerializer, Immutable, Alias("ayni.score-factor")]
public sealed record ScoreFactor([property: Id(0)] string Name, [property: Id(1)] double Factor);
