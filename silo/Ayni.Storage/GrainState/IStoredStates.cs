using Ayni.Domain.Errors;

namespace Ayni.Storage.GrainState;

/// <summary>
/// What grains have stored, for programs without a silo. Read where the silos of these data keep it and as they read
/// it; what a grain has in hand and not written is not seen.
/// </summary>
public interface IStoredStates
{
    /// <summary>A stored state; null where the grain has stored none, or has cleared it.</summary>
    /// <typeparam name="T">Type of the state.</typeparam>
    /// <param name="serviceId">Service of the silos; a data directory is of one alone, whatever it is called.</param>
    /// <param name="stateName">Name of the state.</param>
    /// <param name="grain">The grain.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="AyniException"><c>conflict</c>: a newer program wrote it, or it is of another type.</exception>
    Task<T?> FindAsync<T>(string serviceId, string stateName, GrainId grain, CancellationToken cancellationToken)
        where T : class;
}
