using System.Data.Common;
using Ayni.Domain.Consents;

namespace Ayni.Storage.Consents;

/// <summary>Which shoppers a reader of the log sees: those who allow a purpose.</summary>
/// <param name="Purpose">The purpose.</param>
/// <param name="AsOfPosition">Position as of which consents count; null: now.</param>
internal sealed record ConsentScope(Purpose Purpose, long? AsOfPosition)
{
    /// <summary>
    /// Condition, of a row of <c>interactions</c>, that its shopper is not seen; null: everybody is. By a look-up a row
    /// in the index of consents, which most shoppers are not in.
    /// </summary>
    public async Task<string?> RefusedAsync(DbConnection connection)
    {
        var allows = await DefaultRows.AllowAsync(connection, Purpose, Position).ConfigureAwait(false);
        if (!await ConsentRows.AnyAsync(connection).ConfigureAwait(false))
            return allows ? null : "1 = 1";

        // As of the position the last word counts; after it any refusal does.
        const string of = "said.user_id = interactions.user_id AND said.type = 200 "
            + "AND said.custom_type = @consent_purpose";
        const string later = "SELECT 1 FROM interactions later WHERE later.user_id = said.user_id "
            + "AND later.type = 200 AND later.custom_type = @consent_purpose AND later.position > said.position";
        return allows
            ? $"EXISTS (SELECT 1 FROM interactions said WHERE {of} AND said.score = 0 "
                + $"AND NOT EXISTS ({later} AND later.position <= @consents_as_of))"
            : $"NOT EXISTS (SELECT 1 FROM interactions said WHERE {of} AND said.score = 1 "
                + "AND said.position <= @consents_as_of "
                + $"AND NOT EXISTS ({later} AND (later.position <= @consents_as_of OR later.score = 0)))";
    }

    /// <summary>Parameters of the condition.</summary>
    public (string Name, object? Value)[] Parameters =>
        [("consent_purpose", PurposeNames.Of(Purpose)), ("consents_as_of", Position)];

    private long Position => AsOfPosition ?? long.MaxValue;
}
