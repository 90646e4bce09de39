namespace Orleans.Streams;

/// <summary>Shorter ways to name a stream.</summary>
public static class StreamProviderExtensions
{
    public static IAsyncStream<T> GetStream<T>(this IStreamProvider streamProvider, string ns, string id) =>
        streamProvider.GetStream<T>(StreamId.Create(ns, id));

    public static IAsyncStream<T> GetStream<T>(this IStreamProvider streamProvider, string ns, Guid id) =>
        streamProvider.GetStream<T>(StreamId.Create(ns, id));

    public static IAsyncStream<T> GetStream<T>(this IStreamProvider streamProvider, string ns, long id) =>
        streamProvider.GetStream<T>(StreamId.Create(ns, id));
}
