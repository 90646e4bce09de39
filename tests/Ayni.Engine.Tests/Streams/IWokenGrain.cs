namespace Ayni.Engine.Tests.Streams;

public interface IWokenGrain : IGrainWithStringKey
{
    Task Ping();
}
