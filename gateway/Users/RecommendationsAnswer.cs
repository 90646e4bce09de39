using Ayni.GrainInterfaces.Users;

namespace Ayni.Gateway.Users;

/// <summary>Products for one shopper, best first.</summary>
/// <param name="RecommendationId">Id of this answer.</param>
/// <param name="UserId">The shopper.</param>
/// <param name="ModelVersion">Model that answered; null if none is active.</param>
/// <param name="Source">How the products were found.</param>
/// <param name="Items">Score descending, then product id.</param>
/// <param name="Position">Log position of this shopper that is taken into account.</param>
/// <param name="ShortfallReason">Why there are fewer than asked for; null if there are as many.</param>
/// <param name="Degraded">
/// True if a part of the system did not answer in time and the answer was made without it.
/// </param>
/// <param name="DegradedReason">Which part; null if none.</param>
public sealed record RecommendationsAnswer(
    string RecommendationId,
    string UserId,
    string? ModelVersion,
    RecommendationSource Source,
    IReadOnlyList<ItemAnswer> Items,
    long Position,
    string? ShortfallReason,
    bool Degraded,
    string? DegradedReason)
{
    /// <summary>The wire form of a grain's answer.</summary>
    public static RecommendationsAnswer From(RecommendationAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return new RecommendationsAnswer(
            answer.RecommendationId,
            answer.UserId,
            answer.ModelVersion,
            answer.Source,
            [.. answer.Items.Select(ItemAnswer.From)],
            answer.Position,
            answer.ShortfallReason,
            answer.DegradedReason is not null,
            answer.DegradedReason);
    }
}
