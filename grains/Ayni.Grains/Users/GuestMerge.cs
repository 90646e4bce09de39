using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ayni.Domain;
using Ayni.Domain.Consents;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.GrainInterfaces.Users;

namespace Ayni.Grains.Users;

/// <summary>
/// Gives a guest's interactions to a shopper, in two durable steps: they are appended under ids made from the guest's,
/// then the guest is erased up to what was read. Whatever ends it between the two, the same call again appends nothing
/// twice and goes on.
/// </summary>
internal sealed class GuestMerge(IInteractionLog log, IConsents consents, IGrainFactory grains)
{
    /// <summary>Most interactions of a guest: an append is all or nothing up to as many.</summary>
    public const int MaxInteractions = 65_536;

    private const int FirstRead = 4_096;

    /// <summary>Products of what was merged; their counters hold it twice until they count anew.</summary>
    public ImmutableArray<string> ProductIds { get; private set; } = [];

    /// <summary>Merges.</summary>
    /// <param name="guestId">Who is taken over.</param>
    /// <param name="userId">By whom.</param>
    public async Task<MergeReport> RunAsync(string guestId, string userId)
    {
        if (ExternalIds.ProblemOf(guestId) is { } problem)
            throw new AyniException(ErrorCodes.Invalid, $"'{guestId}' is no user id: {problem} {ExternalIds.Remedy}");
        if (guestId == userId)
            throw new AyniException(ErrorCodes.Invalid, $"{guestId} is the shopper: name the guest's id instead.");

        // A guest who refused stays refused, whoever reads between the two; what a guest allowed is taken over once it
        // is known that the guest is nobody else's.
        var said = (await consents.GetAsync(guestId)).Said;
        await TakeConsentsAsync(said.Refused, userId);

        // The head first: whatever stands at or before it, the reading after it returns, and nothing else is erased.
        var head = await log.GetHeadAsync();
        var rows = await ReadAsync(guestId, head);
        ProductIds =
            [.. rows.Select(row => row.Interaction.ProductId).OfType<string>().Distinct(StringComparer.Ordinal)];
        var results = await log.AppendAsync(
            [
                .. rows.Select(row => row.Interaction with
                {
                    EventId = EventIdOf(guestId, row.Interaction.EventId), UserId = userId,
                }),
            ]);
        await RequireOwnAsync(results, guestId, userId);
        await TakeConsentsAsync(said, userId);
        var erased = await grains.GetGrain<IUserGrain>(guestId).EraseAsOf(head);
        var duplicates = results.Count(result => result.IsDuplicate);
        var dropped = results.Count(result => result.IsErased);
        return new MergeReport(results.Count - duplicates - dropped, duplicates, erased);
    }

    /// <summary>Id of a guest's event in the shopper's history: the same at each try.</summary>
    internal static string EventIdOf(string guestId, string eventId)
    {
        var input = string.Create(CultureInfo.InvariantCulture, $"{guestId.Length}\n{guestId}\n{eventId}");
        return $"merged-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(input)))}";
    }

    // The shopper's own word holds.
    private async Task TakeConsentsAsync(ConsentChoice said, string userId)
    {
        var taken = said.IsEmpty ? said : said.Without((await consents.GetAsync(userId)).Said);
        if (!taken.IsEmpty)
            await consents.PutAsync(userId, taken);
    }

    private async Task<IReadOnlyList<LoggedInteraction>> ReadAsync(string guestId, long head)
    {
        for (var count = FirstRead; ; count *= 2)
        {
            var rows = await log.ReadNewestByUserAsync(guestId, count);
            if (rows.Count < count)
                return [.. rows.Where(row => row.Position <= head)];
            if (count >= MaxInteractions)
            {
                throw new AyniException(
                    ErrorCodes.TooLarge,
                    $"{guestId} has {count} interactions or more, and a guest has fewer than {MaxInteractions}: it is "
                    + "a shop's robot rather than a shopper. DELETE /v1/users/{id} erases it.");
            }
        }
    }

    // Ids say which guest an event was of, not who took it over.
    private async Task RequireOwnAsync(IReadOnlyList<AppendResult> results, string guestId, string userId)
    {
        foreach (var duplicate in results.Where(result => result.IsDuplicate))
        {
            var stored = await log.ReadAsync(duplicate.Position - 1, 1);
            if (stored is [var first] && first.Position == duplicate.Position && first.Interaction.UserId != userId)
            {
                throw new AyniException(
                    ErrorCodes.Conflict,
                    $"{first.Interaction.UserId} has begun to take {guestId} over; merge {guestId} into that shopper.");
            }
        }
    }
}
