namespace Orleans.Streams;

/// <summary>A stream of items.</summary>
public interface IAsyncStream<T> :
    IAsyncStream,
    IEquatable<IAsyncStream<T>>,
    IComparable<IAsyncStream<T>>,
    IAsyncObservable<T>,
    IAsyncBatchProducer<T>
{
    /// <summary>Subscriptions of the calling grain; it resumes them after it was activated anew.</summary>
    Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles();
}
