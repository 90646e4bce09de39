using Ayni.Domain.Consents;

namespace Ayni.Gateway.Users;

/// <summary>What a shopper allows.</summary>
/// <param name="UserId">The shopper.</param>
/// <param name="Personalisation">Whether answers and lists may be made of what they did.</param>
/// <param name="Training">Whether models may be made of it.</param>
/// <param name="Analytics">Whether features, marts, segments and reports may.</param>
/// <param name="ByDefault">Purposes they never said anything of: the shop's default holds.</param>
/// <param name="ChangedAt">When they last said something; null: never.</param>
/// <param name="Position">Where the log says so; null: nowhere.</param>
public sealed record ConsentAnswer(
    string UserId,
    bool Personalisation,
    bool Training,
    bool Analytics,
    IReadOnlyList<string> ByDefault,
    DateTimeOffset? ChangedAt,
    long? Position)
{
    /// <summary>The wire form of what a shopper's grain says.</summary>
    public static ConsentAnswer From(string userId, ShopperConsents consents)
    {
        ArgumentNullException.ThrowIfNull(consents);
        var newest = PurposeNames.All.Select(consents.Of).MaxBy(consent => consent.Position ?? 0)!;
        return new ConsentAnswer(
            userId,
            consents.Personalisation.IsAllowed,
            consents.Training.IsAllowed,
            consents.Analytics.IsAllowed,
            [.. PurposeNames.All.Where(purpose => consents.Of(purpose).IsDefault).Select(PurposeNames.Of)],
            newest.SaidAt,
            newest.Position);
    }
}
