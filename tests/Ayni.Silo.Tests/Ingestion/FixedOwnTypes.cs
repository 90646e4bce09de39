using Ayni.Domain.Interactions;
using Ayni.Grains.Interactions;

namespace Ayni.Silo.Tests.Ingestion;

/// <summary>A shop whose own types do not change.</summary>
internal sealed class FixedOwnTypes(params CustomInteractionType[] types) : IOwnTypes
{
    public TypeWeights Current { get; } = TypeWeights.Of(types);

    public ValueTask<TypeWeights> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Current);

    public Task<TypeWeights> RefreshAsync(CancellationToken cancellationToken) => Task.FromResult(Current);
}
