namespace Ayni.GrainInterfaces.Users;

/// <summary>Part of a collaborative score that one past product accounts for.</summary>
/// <param name="ProductId">The past product.</param>
/// <param name="Name">Its name.</param>
/// <param name="Score">Its part of the score; all parts of all past products sum to the score.</param>
[GenerateSerializer, Immutable, Alias("ayni.contribution")]
public sealed record Contribution(
    [property: Id(0)] string ProductId,
    [property: Id(1)] string Name,
    [property: Id(2)] double Score);
