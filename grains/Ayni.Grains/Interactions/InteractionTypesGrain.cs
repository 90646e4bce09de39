using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.GrainInterfaces;
using Ayni.GrainInterfaces.Interactions;
using Ayni.Grains.Following;
using Ayni.Grains.Hosting;

namespace Ayni.Grains.Interactions;

/// <inheritdoc cref="IInteractionTypesGrain"/>
[GrainType(StoredInteractionTypes.GrainType)]
internal sealed class InteractionTypesGrain(
    [PersistentState(StoredInteractionTypes.StateName, GrainStorageNames.Default)]
    IPersistentState<InteractionTypesState> storage,
    SiloFollowers silos) : Grain, IInteractionTypesGrain
{
    private InteractionTypesState _current = new();

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _current = storage.State;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<InteractionTypeRegistry> Get(CancellationToken cancellationToken) => Task.FromResult(Registry);

    /// <inheritdoc/>
    public Task Put(CustomInteractionType type)
    {
        if (CustomInteractionTypes.ProblemOf(type) is { } problem)
            throw new AyniException(ErrorCodes.Invalid, $"{problem.Field}: {problem.Reason}");
        var known = _current.Types.Find(type.Name);
        if (known is null && _current.Types.Count == CustomInteractionTypes.MaxTypes)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"The shop has {CustomInteractionTypes.MaxTypes} types of its own, the most there may be. Delete one.");
        }

        return known == type ? Task.CompletedTask : WriteAsync(TypeWeights.Of(_current.Types.Append(type)));
    }

    /// <inheritdoc/>
    public async Task<bool> Delete(string name)
    {
        if (_current.Types.Find(name) is null)
            return false;
        await WriteAsync(TypeWeights.Of(_current.Types.Where(type => type.Name != name)));
        return true;
    }

    private InteractionTypeRegistry Registry => new(_current.Types, _current.Revision);

    private async Task WriteAsync(TypeWeights types)
    {
        var next = new InteractionTypesState { Types = types, Revision = _current.Revision + 1 };
        await storage.ReplaceAsync(next);
        _current = next;
        var registry = Registry;
        await silos.CallAllAsync(silo => silo.TakeTypes(registry, CancellationToken.None));
    }
}
