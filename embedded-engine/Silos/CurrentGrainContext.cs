namespace Ayni.EmbeddedEngine.Silos;

/// <summary>The activation whose turn runs on this thread.</summary>
internal sealed class CurrentGrainContext : IGrainContextAccessor
{
    public IGrainContext GrainContext => RuntimeContext.Current!;
}
