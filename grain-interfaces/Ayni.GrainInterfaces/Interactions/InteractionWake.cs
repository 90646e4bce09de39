namespace Ayni.GrainInterfaces.Interactions;

/// <summary>
/// Stream message that wakes a reader: the log has something new for this key. It carries the newest position and no
/// data: the reader reads the log, so a lost or repeated wake changes nothing.
/// </summary>
/// <param name="Position">A position at or before the readable head.</param>
[GenerateSerializer, Immutable, Alias("ayni.interaction-wake")]
public sealed record InteractionWake([property: Id(0)] long Position);
