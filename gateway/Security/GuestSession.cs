using System.Security.Cryptography;
using System.Text;
using Ayni.Gateway.Problems;
using Ayni.Silo.Security;

namespace Ayni.Gateway.Security;

/// <summary>
/// Holds a public key, which everybody reads in the page, to one guest: the id of a guest is 32 random digits that the
/// page made up, so that who knows it is that guest. Shoppers of other ids are the shop's own, and out of reach.
/// </summary>
internal static class GuestSession
{
    /// <summary>What the id of a guest begins with.</summary>
    public const string Prefix = "anon-";

    private const int RandomDigits = 32;

    private const string Form = "anon- and 32 hexadecimal digits in lower case, drawn at random once a guest";

    /// <summary>Whether an id is one that nobody guesses.</summary>
    public static bool IsGuest(string userId) =>
        userId.Length == Prefix.Length + RandomDigits
        && userId.StartsWith(Prefix, StringComparison.Ordinal)
        && userId[Prefix.Length..].All(char.IsAsciiHexDigitLower);

    /// <summary>Refuses a shopper who is not a guest, to a public key.</summary>
    /// <param name="context">The request.</param>
    /// <param name="userId">Who is asked about; null: nobody.</param>
    /// <returns>Who is asked about.</returns>
    /// <exception cref="RefusalException"><c>forbidden</c>.</exception>
    public static string? Own(HttpContext context, string? userId) =>
        !Caller.IsPublic(context.User) || userId is null || IsGuest(userId)
            ? userId
            : throw Refuse(
                context, "user_id", userId, "Not a guest's id.",
                $"With a public key, send {Form}; for shoppers with accounts ask from the shop's own server.");

    /// <summary>
    /// Holds the events that a public key sends to one guest, and makes their ids from the guest's id and what was
    /// sent: an event whose id is known already counts as sent, so a page must not take the id of an event that is
    /// another's.
    /// </summary>
    /// <returns>The events as they are to be kept; those of other callers as they are.</returns>
    /// <exception cref="RefusalException"><c>forbidden</c>: one is not of the guest.</exception>
    public static EventBatch Hold(HttpContext context, EventBatch batch)
    {
        if (!Caller.IsPublic(context.User))
            return batch;
        var userId = batch.Interactions[0].UserId;
        Own(context, userId);
        if (batch.Interactions.FirstOrDefault(interaction => interaction.UserId != userId) is { } other)
        {
            throw Refuse(
                context, "user_id", other.UserId, "Another than the first event's.",
                "With a public key, send the events of one guest in a request.");
        }

        return batch with
        {
            Interactions =
            [
                .. batch.Interactions.Select(one => one with { EventId = EventIdOf(userId, one.EventId) }),
            ],
            DerivedIds = batch.DerivedIds.Select(id => EventIdOf(userId, id)).ToHashSet(StringComparer.Ordinal),
        };
    }

    /// <summary>Id of a guest's event: the same at each try.</summary>
    internal static string EventIdOf(string userId, string eventId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{userId}\n{eventId}"));
        return $"ge-{Convert.ToHexStringLower(hash.AsSpan(0, 16))}";
    }

    private static RefusalException Refuse(
        HttpContext context, string field, string value, string problem, string remedy)
    {
        context.RequestServices.GetRequiredService<AccessMetrics>().Refused(RefusalReasons.PublicKey);
        return new RefusalException(
            ProblemCodes.Forbidden, $"{field}: {problem} {remedy}", [new FieldProblem(field, value, problem, remedy)]);
    }
}
