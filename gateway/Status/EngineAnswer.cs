namespace Ayni.Gateway.Status;

/// <summary>The engine that runs the grains.</summary>
/// <param name="Name">orleans or embedded.</param>
/// <param name="Version">Its version.</param>
/// <param name="Description">Name and version for people, and why this one.</param>
public sealed record EngineAnswer(string Name, string Version, string Description);
