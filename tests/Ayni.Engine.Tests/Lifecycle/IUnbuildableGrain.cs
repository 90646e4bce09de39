namespace Ayni.Engine.Tests.Lifecycle;

public interface IUnbuildableGrain : IGrainWithStringKey
{
    Task Ping();
}
