using Ayni.EmbeddedEngine.Activations;

namespace Ayni.EmbeddedEngine.Streams;

/// <summary>Observers that an activation attached; used in its turns only.</summary>
internal sealed class ObserverTable
{
    private static readonly object Key = new();

    private readonly Dictionary<Guid, ItemObserver> _observers = [];

    public static ObserverTable Of(Activation activation) => activation.GetOrAdd(Key, static () => new ObserverTable());

    public ItemObserver? Find(Guid subscription) => _observers.GetValueOrDefault(subscription);

    public void Attach(Guid subscription, ItemObserver observer) => _observers[subscription] = observer;

    public void Detach(Guid subscription) => _observers.Remove(subscription);
}
