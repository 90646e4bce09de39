using Ayni.EmbeddedEngine.Messaging;

namespace Ayni.EmbeddedEngine.References;

/// <summary>Makes references.</summary>
internal static class GrainReferences
{
    public static GrainReference Make(Type interfaceType, GrainId id, CallEndpoint endpoint)
    {
        var face = GrainInterface.Of(interfaceType);
        return face.Create(new ReferenceSource(id, face, endpoint));
    }
}
