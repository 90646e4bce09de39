using System.Globalization;
using System.Text;
using Ayni.Domain.Scenarios;
using Ayni.GrainInterfaces.Users;

namespace Ayni.Grains.Answering;

/// <summary>The conditions of a request in the filter language, each with the name of its rule. Pure.</summary>
internal static class RuleTexts
{
    /// <summary>The conditions, in the order they are applied.</summary>
    public static IEnumerable<BoosterRule> Of(Scenario scenario, RecommendationRequest request)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(request);
        yield return new BoosterRule(Visible("stores", request.Store), RuleNames.Visibility);
        yield return new BoosterRule(Visible("groups", request.Group), RuleNames.Visibility);
        if (scenario.Blocked is { Categories.IsEmpty: false } blocked)
            yield return new BoosterRule(NotUnder(blocked.Categories), RuleNames.Blocked);
        if (scenario.ExcludedCategories.Length > 0)
            yield return new BoosterRule(NotUnder(scenario.ExcludedCategories), RuleNames.ExcludedCategories);

        if (scenario.Filter is { } filter)
            yield return new BoosterRule(filter, RuleNames.Filter);
        foreach (var condition in Quick(request))
            yield return new BoosterRule(condition, RuleNames.Filter);
    }

    private static IEnumerable<string> Quick(RecommendationRequest request)
    {
        if (request.Category is { } category)
            yield return $"product.category.under({Quote(category)})";
        if (request.Brand is { } brand)
            yield return $"product.brand == {Quote(brand)}";
        if (request.MinPrice is { } min)
            yield return string.Create(CultureInfo.InvariantCulture, $"product.price >= {min}");
        if (request.MaxPrice is { } max)
            yield return string.Create(CultureInfo.InvariantCulture, $"product.price <= {max}");
    }

    private static string NotUnder(IEnumerable<string> categories) =>
        $"!({string.Join(" || ", categories.Select(category => $"product.category.under({Quote(category)})"))})";

    private static string Visible(string attribute, string? from) => from is null
        ? $"!has(product.{attribute})"
        : $"!has(product.{attribute}) || {Quote(from)} in product.{attribute}";

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' or '\\' => quoted.Append('\\').Append(character),
                _ when char.IsControl(character) => quoted.Append(
                    CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => quoted.Append(character),
            };
        }

        return quoted.Append('"').ToString();
    }
}
