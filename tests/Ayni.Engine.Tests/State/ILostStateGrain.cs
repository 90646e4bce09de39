namespace Ayni.Engine.Tests.State;

public interface ILostStateGrain : IGrainWithStringKey
{
    Task Ping();
}
