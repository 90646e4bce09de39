using Ayni.Domain.Errors;
using Ayni.Domain.Scenarios;
using Ayni.GrainInterfaces.Scenarios;

namespace Ayni.Grains.Scenarios;

/// <summary>
/// The scenarios this silo answers with. The library pushes each write; the silo asks for itself at its start, and now
/// and then in case a push was lost. Thread-safe; one a silo.
/// </summary>
public sealed class ServedScenarios(IGrainFactory grains)
{
    private ScenarioLibrary? _library;

    /// <summary>The scenario in its newest version.</summary>
    /// <exception cref="AyniException"><c>not_found</c>: there is none of that name.</exception>
    public async ValueTask<Scenario> GetAsync(string name, CancellationToken cancellationToken)
    {
        var library = Volatile.Read(ref _library) ?? await RefreshAsync(cancellationToken);
        return library.Scenarios.TryGetValue(name, out var scenario)
            ? scenario
            : throw ScenarioVersions.Unknown(name, null, library.Scenarios);
    }

    /// <summary>Takes over a library; an older one than it has is ignored.</summary>
    public void Take(ScenarioLibrary library)
    {
        ArgumentNullException.ThrowIfNull(library);
        for (var now = Volatile.Read(ref _library); now is null || now.Revision < library.Revision;)
        {
            var before = Interlocked.CompareExchange(ref _library, library, now);
            if (ReferenceEquals(before, now))
                return;
            now = before;
        }
    }

    /// <summary>Asks the library.</summary>
    public async Task<ScenarioLibrary> RefreshAsync(CancellationToken cancellationToken)
    {
        Take(await grains.GetGrain<IScenarioLibraryGrain>(0).Get(cancellationToken).WaitAsync(cancellationToken));
        return Volatile.Read(ref _library)!;
    }
}
