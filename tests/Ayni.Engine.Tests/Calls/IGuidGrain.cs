namespace Ayni.Engine.Tests.Calls;

public interface IGuidGrain : IGrainWithGuidKey
{
    Task<Guid> GetKey();
}
