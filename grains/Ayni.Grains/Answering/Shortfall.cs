using System.Globalization;
using Ayni.GrainInterfaces.Users;

namespace Ayni.Grains.Answering;

/// <summary>Says why an answer is short.</summary>
internal static class Shortfall
{
    /// <summary>The sentence.</summary>
    /// <param name="question">What was asked.</param>
    /// <param name="found">Products in the answer.</param>
    /// <param name="taken">Products that each rule took.</param>
    public static string Of(Question question, int found, IReadOnlyDictionary<string, int> taken)
    {
        var of = string.Create(CultureInfo.InvariantCulture, $"{found} of {question.Count}");
        if (question.ProductCount == 0)
            return $"{of}: the shop has no products and no interactions yet. PUT /v1/products/{{id}} adds one.";
        var rules = taken.Count == 0
            ? ""
            : $" Rules took: {string.Join(", ", taken.Select(loss => $"{loss.Key} {loss.Value}"))}.";
        var nothing = NothingKnown(question);
        return $"{of}: no more products can be given{ConditionsOf(question.Request)}.{rules}{nothing}";
    }

    private static string NothingKnown(Question question) => question.Snapshot.Model is null
        ? " No model is active yet; POST /v1/training makes one."
        : "";

    private static string ConditionsOf(RecommendationRequest request)
    {
        List<string> parts = [];
        if (request.Category is not null)
            parts.Add($"category {request.Category}");
        if (request.Brand is not null)
            parts.Add($"brand {request.Brand}");
        if (request.MinPrice is not null)
            parts.Add(FormattableString.Invariant($"price at least {request.MinPrice}"));
        if (request.MaxPrice is not null)
            parts.Add(FormattableString.Invariant($"price at most {request.MaxPrice}"));
        if (request.Patch?.Filter is { } filter)
            parts.Add(filter);
        return parts.Count == 0 ? "" : $" with {string.Join(", ", parts)}";
    }
}
