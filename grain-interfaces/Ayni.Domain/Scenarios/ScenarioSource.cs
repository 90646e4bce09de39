namespace Ayni.Domain.Scenarios;

/// <summary>A source of candidates in a scenario.</summary>
/// <param name="Name">One of <see cref="SourceNames"/>.</param>
/// <param name="Weight">What its scores are multiplied by; over 0 to 1,000.</param>
[GenerateSerializer, Immutable, Alias("ayni.scenario-source")]
public sealed record ScenarioSource([property: Id(0)] string Name, [property: Id(1)] double Weight);
