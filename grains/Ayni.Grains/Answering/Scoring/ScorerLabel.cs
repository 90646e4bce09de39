using Ayni.GrainInterfaces.Users;

namespace Ayni.Grains.Answering;

/// <summary>What a scorer is called, and what it counts.</summary>
/// <param name="Name">Name in reasons and traces.</param>
/// <param name="Weight">What its scores are multiplied by.</param>
/// <param name="Source">How answers name what it finds.</param>
internal readonly record struct ScorerLabel(string Name, double Weight, RecommendationSource Source);
