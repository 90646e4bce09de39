namespace Ayni.Gateway.Status;

/// <summary>One silo of the cluster.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Status">Its status as the cluster sees it.</param>
public sealed record SiloAnswer(string Address, string Status);
