namespace Ayni.GrainInterfaces.Users;

/// <summary>A part of a score.</summary>
/// <param name="Name">Part of the model, or source, it comes from.</param>
/// <param name="Score">What it adds.</param>
[GenerateSerializer, Immutable, Alias("ayni.score-part")]
public sealed record ScorePart([property: Id(0)] string Name, [property: Id(1)] double Score);
