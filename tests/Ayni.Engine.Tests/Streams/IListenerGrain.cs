namespace Ayni.Engine.Tests.Streams;

public interface IListenerGrain : IGrainWithStringKey
{
    Task Listen(string stream);

    Task StopListening(string stream);

    Task<int> GetSubscriptionCount(string stream);

    Task Publish(string stream, Wake wake);
}
