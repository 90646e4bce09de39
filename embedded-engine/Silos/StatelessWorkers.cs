using System.Collections.Concurrent;
using Ayni.EmbeddedEngine.Activations;
using Ayni.EmbeddedEngine.Classes;

namespace Ayni.EmbeddedEngine.Silos;

/// <summary>Stateless workers of one silo: up to a number of activations a key, the least busy first.</summary>
internal sealed class StatelessWorkers(SiloRuntime silo)
{
    private readonly ConcurrentDictionary<GrainId, List<Activation>> _workers = new();

    public Activation Choose(GrainId id, GrainClass grainClass)
    {
        var workers = _workers.GetOrAdd(id, static _ => []);
        Activation made;
        lock (workers)
        {
            var least = workers.MinBy(static worker => worker.Load);
            if (least is not null && (least.Load == 0 || workers.Count >= grainClass.MaxLocalWorkers))
                return least;
            made = silo.Make(id, grainClass);
            workers.Add(made);
        }

        // The silo may have died meanwhile; then the request looks for another.
        if (silo.Status == SiloStatus.Dead)
            made.Kill(silo.CannotCallException());
        return made;
    }

    public void Remove(Activation activation)
    {
        if (!_workers.TryGetValue(activation.GrainId, out var workers))
            return;
        lock (workers)
            workers.Remove(activation);
    }
}
