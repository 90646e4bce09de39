using Ayni.Domain.Errors;
using Ayni.Domain.Scenarios;
using Ayni.GrainInterfaces;
using Ayni.GrainInterfaces.Scenarios;
using Ayni.Grains.Following;
using Ayni.Grains.Hosting;

namespace Ayni.Grains.Scenarios;

/// <inheritdoc cref="IScenarioLibraryGrain"/>
[GrainType("scenariolibrary")]
internal sealed class ScenarioLibraryGrain(
    [PersistentState("scenario-library", GrainStorageNames.Default)] IPersistentState<ScenarioLibraryState> storage,
    SiloFollowers silos) : Grain, IScenarioLibraryGrain
{
    private ScenarioLibraryState _current = new();

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _current = storage.State;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<ScenarioLibrary> Get(CancellationToken cancellationToken) =>
        Task.FromResult(ScenarioVersions.ViewOf(_current));

    /// <inheritdoc/>
    public Task<Scenario> GetVersion(string name, int? version, CancellationToken cancellationToken) =>
        Task.FromResult(ScenarioVersions.Find(_current, name, version));

    /// <inheritdoc/>
    public async Task<Scenario> Put(Scenario scenario)
    {
        if ((ScenarioRules.ProblemOf(scenario) ?? ScenarioExpressions.ProblemOf(scenario)) is { } problem)
            throw new AyniException(ErrorCodes.Invalid, $"{problem.Field}: {problem.Reason}");
        var (next, written) = ScenarioVersions.Put(_current, scenario);
        await WriteAsync(next);
        return written;
    }

    /// <inheritdoc/>
    public async Task<bool> Delete(string name)
    {
        if (ScenarioVersions.Delete(_current, name) is not { } next)
            return false;
        await WriteAsync(next);
        return true;
    }

    /// <inheritdoc/>
    public Task<BlockedProducts> GetBlocked(CancellationToken cancellationToken) => Task.FromResult(_current.Blocked);

    /// <inheritdoc/>
    public Task PutBlocked(BlockedProducts blocked) => ScenarioRules.ProblemOf(blocked) is { } problem
        ? throw new AyniException(ErrorCodes.Invalid, $"{problem.Field}: {problem.Reason}")
        : WriteAsync(ScenarioVersions.Block(_current, blocked));

    private async Task WriteAsync(ScenarioLibraryState state)
    {
        if (state == _current)
            return;
        await storage.ReplaceAsync(state);
        _current = state;
        var view = ScenarioVersions.ViewOf(state);
        await silos.CallAllAsync(silo => silo.TakeScenarios(view, CancellationToken.None));
    }
}
