using Ayni.EmbeddedEngine.Classes;
using Ayni.EmbeddedEngine.Messaging;
using Ayni.EmbeddedEngine.Silos;

namespace Ayni.EmbeddedEngine.Clusters;

/// <summary>Chooses silos for new activations.</summary>
internal sealed class Placement(int seed)
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);

    public SiloRuntime Choose(
        IReadOnlyList<SiloRuntime> silos, GrainId id, GrainClass grainClass, CallEndpoint origin)
    {
        if (silos.Count == 0)
        {
            throw new SiloUnavailableException(
                $"No silo is active, so {id} cannot be activated. Start the host before calling grains.");
        }

        return grainClass.Placement switch
        {
            PlacementKind.PreferLocal => LocalSilo(silos, origin),
            PlacementKind.HashBased => silos[(int)(id.GetUniformHashCode() % (uint)silos.Count)],
            PlacementKind.FewestActivations => silos.MinBy(static silo => silo.ActivationCount)!,
            _ => Any(silos),
        };
    }

    /// <summary>The silo a call comes from; any if it comes from a client or from a silo that shuts down.</summary>
    public SiloRuntime LocalSilo(IReadOnlyList<SiloRuntime> silos, CallEndpoint origin)
    {
        if (origin.Silo is { } local && silos.Contains(local))
            return local;
        return silos.Count > 0
            ? Any(silos)
            : throw new SiloUnavailableException("No silo is active. Start the host before calling grains.");
    }

    private SiloRuntime Any(IReadOnlyList<SiloRuntime> silos)
    {
        if (silos.Count == 1)
            return silos[0];
        lock (_gate)
            return silos[_random.Next(silos.Count)];
    }
}
