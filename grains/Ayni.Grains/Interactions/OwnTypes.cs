using Ayni.Domain.Interactions;
using Ayni.GrainInterfaces.Interactions;
using Ayni.Grains.Training;

namespace Ayni.Grains.Interactions;

/// <summary>
/// The shop's own types of interactions, as this process knows them. The registry pushes each write to the silos;
/// whoever asks, asks it again once what is known is <see cref="MaxAge"/> old, for a client of the cluster is told
/// nothing, and a push may be lost. Thread-safe; one a process.
/// </summary>
public sealed class OwnTypes(IGrainFactory grains, TimeProvider time) : IOwnTypes
{
    /// <summary>Age from which the registry is asked again.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(10);

    private Known? _known;

    /// <inheritdoc/>
    public TypeWeights Current => Volatile.Read(ref _known)?.Registry.Types ?? TypeWeights.Empty;

    /// <inheritdoc/>
    public ValueTask<TypeWeights> GetAsync(CancellationToken cancellationToken) =>
        Volatile.Read(ref _known) is { } known && time.GetElapsedTime(known.AskedAt) < MaxAge
            ? ValueTask.FromResult(known.Registry.Types)
            : AskAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<TypeWeights> RefreshAsync(CancellationToken cancellationToken)
    {
        Take(await grains.GetGrain<IInteractionTypesGrain>(0).Get(cancellationToken).WaitAsync(cancellationToken));
        return Current;
    }

    /// <summary>Takes over a registry; an older one than is known is ignored.</summary>
    public void Take(InteractionTypeRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        var taken = new Known(registry, time.GetTimestamp());
        for (var now = Volatile.Read(ref _known); now is null || now.Registry.Revision <= registry.Revision;)
        {
            var before = Interlocked.CompareExchange(ref _known, taken, now);
            if (ReferenceEquals(before, now))
                return;
            now = before;
        }
    }

    private async ValueTask<TypeWeights> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await RefreshAsync(cancellationToken);
        }
        catch (Exception fault) when (TransientFaults.IsTransient(fault) && !cancellationToken.IsCancellationRequested)
        {
            return Current;
        }
    }

    private sealed record Known(InteractionTypeRegistry Registry, long AskedAt);
}
