using Ayni.EmbeddedEngine.Messaging;

namespace Ayni.EmbeddedEngine.References;

/// <summary>What a reference is made of.</summary>
internal sealed record ReferenceSource(GrainId GrainId, GrainInterface Interface, CallEndpoint Endpoint);
