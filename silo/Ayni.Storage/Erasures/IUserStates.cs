using System.Data.Common;

namespace Ayni.Storage.Erasures;

/// <summary>Profiles, as the grains of shoppers have stored them.</summary>
internal interface IUserStates
{
    /// <summary>Deletes a shopper's, within a transaction of the caller's.</summary>
    /// <returns>Number of profiles deleted.</returns>
    Task<long> DeleteAsync(DbConnection connection, string userId);

    /// <summary>Ids of all shoppers who have one.</summary>
    IAsyncEnumerable<string> ReadUsersAsync(CancellationToken cancellationToken);
}
