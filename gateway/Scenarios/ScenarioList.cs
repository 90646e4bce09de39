namespace Ayni.Gateway.Scenarios;

/// <summary>The scenarios that answer.</summary>
/// <param name="Scenarios">By name, each in its newest version.</param>
public sealed record ScenarioList(IReadOnlyList<ScenarioBody> Scenarios);
