using Ayni.Domain.Interactions;

namespace Ayni.Domain.Consents;

/// <summary>
/// What shoppers allow, by purpose. Each change is an event in the log, with a position and a time, that no reader of
/// interactions sees; it is erased with the shopper. Thread-safe.
/// </summary>
public interface IConsents
{
    /// <summary>Most shoppers asked for at once.</summary>
    const int MaxShoppers = 8_192;

    /// <summary>What a shopper allows now.</summary>
    Task<ShopperConsents> GetAsync(string userId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Appends what a shopper says that they had not said before; durable on return. It is a new shopper's word, dated
    /// after the erasure, if they were erased.
    /// </summary>
    /// <returns>What they allow from now on.</returns>
    Task<ShopperConsents> PutAsync(
        string userId, ConsentChoice choice, CancellationToken cancellationToken = default);

    /// <summary>Everything a shopper said, oldest first.</summary>
    Task<IReadOnlyList<ConsentEvent>> ReadHistoryAsync(string userId, CancellationToken cancellationToken = default);

    /// <summary>Those of some shoppers who do not allow a purpose now.</summary>
    /// <param name="purpose">The purpose.</param>
    /// <param name="userIds">At most <see cref="MaxShoppers"/>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<IReadOnlySet<string>> FindRefusingAsync(
        Purpose purpose, IReadOnlyCollection<string> userIds, CancellationToken cancellationToken = default);

    /// <summary>
    /// The log with the interactions of those alone who allowed a purpose as of a position and did not refuse it since:
    /// as an erasure, a refusal takes a shopper out of whatever is as of a position before it, for good.
    /// </summary>
    /// <param name="purpose">The purpose.</param>
    /// <param name="asOfPosition">Position as of which consents count; null: who allows it now.</param>
    IReadableLog LogOf(Purpose purpose, long? asOfPosition = null);

    /// <summary>What a shopper allows who said nothing.</summary>
    Task<ConsentDefaults> GetDefaultsAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Sets it from the end of the log on; nothing, if it is so already. As of a position before, it stays what it was,
    /// but for a purpose that is refused now.
    /// </summary>
    Task PutDefaultsAsync(ConsentDefaults defaults, CancellationToken cancellationToken = default);
}
