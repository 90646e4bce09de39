namespace Ayni.Engine.Tests.Calls;

public interface INumberedGrain : IGrainWithIntegerKey
{
    Task<long> GetKey();
}
