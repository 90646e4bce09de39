namespace Ayni.Features.Histories;

/// <summary>What makes lines one order: its id, else the instant of the purchase.</summary>
internal readonly record struct OrderKey(string? OrderId, long Milliseconds);
