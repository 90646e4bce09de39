namespace Ayni.Domain;

/// <summary>What a storage of grains' states may be too: a reader of many at one time.</summary>
public interface IBatchStateReader
{
    /// <summary>Most grains of one reading.</summary>
    const int MaxGrains = 256;

    /// <summary>The states that are stored, by the grain's id; grains without one are left out.</summary>
    /// <param name="stateName">Name of the state.</param>
    /// <param name="grainIds">Grain ids as text, each once, at most <see cref="MaxGrains"/>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<IReadOnlyDictionary<string, T>> ReadStatesAsync<T>(
        string stateName, IReadOnlyList<string> grainIds, CancellationToken cancellationToken);
}
