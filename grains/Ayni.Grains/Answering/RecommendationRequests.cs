using Ayni.Domain.Errors;
using Ayni.GrainInterfaces.Users;

namespace Ayni.Grains.Answering;

/// <summary>Checks requests.</summary>
internal static class RecommendationRequests
{
    /// <exception cref="AyniException"><c>invalid</c>: a field is out of range.</exception>
    public static void Validate(RecommendationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ValidateCount(request.Count);
        if (request is { MinPrice: { } low, MaxPrice: { } high } && low > high)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                FormattableString.Invariant($"The lowest price {low} is over the highest price {high}: swap them."));
        }
    }

    /// <exception cref="AyniException"><c>invalid</c>: out of range.</exception>
    public static void ValidateCount(int count)
    {
        if (count is < 1 or > RecommendationRequest.MaxCount)
        {
            throw new AyniException(
                ErrorCodes.Invalid, $"count is {count}; it must be from 1 to {RecommendationRequest.MaxCount}.");
        }
    }
}
