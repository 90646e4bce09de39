namespace Ayni.Engine.Tests.Streams;

public interface IListenerGrain : IGrainWithStringKey
{
    Task Listen(string stream);

    Task StopListening(string stream);

    Task<int> GetSubscriptionCount(string stream);

    Task Publish(string stream, Wake wake);

    /// <summary>To a stream of the namespace that wakes grains.</summary>
    Task PublishWake(string key, Wake wake);
}
