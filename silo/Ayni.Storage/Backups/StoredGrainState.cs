namespace Ayni.Storage.Backups;

/// <summary>A state of a grain, whichever provider keeps it.</summary>
/// <param name="GrainId">Type and key, as Orleans writes them.</param>
/// <param name="StateName">Name of the state.</param>
/// <param name="Payload">The text that <see cref="GrainState.GrainStateSerializer"/> wrote.</param>
internal sealed record StoredGrainState(string GrainId, string StateName, string Payload);
