using Orleans.Streams;

namespace Ayni.EmbeddedEngine.Streams;

/// <summary>An item on its way to one consumer.</summary>
internal sealed record StreamItem(object? Value, StreamSequenceToken Token);
