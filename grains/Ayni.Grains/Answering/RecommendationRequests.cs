using Ayni.Domain.Errors;
using Ayni.Domain.Scenarios;
using Ayni.GrainInterfaces.Users;

namespace Ayni.Grains.Answering;

/// <summary>Checks requests, and gives the scenario as they have it.</summary>
internal static class RecommendationRequests
{
    /// <summary>The scenario with what the request changes of it.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: a field is out of range.</exception>
    public static Scenario Resolve(RecommendationRequest request, Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(scenario);
        if (request.Count is < 1 or > RecommendationRequest.MaxCount)
            throw Invalid($"count is {request.Count}; it must be from 1 to {RecommendationRequest.MaxCount}.");
        if (request is { MinPrice: { } low, MaxPrice: { } high } && low > high)
            throw Invalid(FormattableString.Invariant(
                $"The lowest price {low} is over the highest price {high}: swap them."));
        RequireLength("cart", request.Cart.Length);
        RequireLength("on_page", request.OnPage.Length);
        RequireLength("among", request.Among.Length);
        var own = (request.Patch ?? new ScenarioPatch()) with
        {
            ExcludesSeen = request.ExcludeSeen ?? request.Patch?.ExcludesSeen,
        };
        var resolved = own.ApplyTo(scenario);
        return ScenarioRules.ProblemOf(resolved) is { } problem
            ? throw Invalid($"{problem.Field}: {problem.Reason}")
            : resolved;
    }

    private static void RequireLength(string field, int length)
    {
        if (length > RecommendationRequest.MaxProducts)
            throw Invalid($"{field} names {length} products; it must be at most {RecommendationRequest.MaxProducts}.");
    }

    private static AyniException Invalid(string message) => new(ErrorCodes.Invalid, message);
}
