using System.Globalization;
using Ayni.Domain.Interactions;

namespace Ayni.Domain.Scenarios;

/// <summary>What a scenario must be. Expressions are checked by who can evaluate them.</summary>
public static class ScenarioRules
{
    /// <summary>Characters of a name.</summary>
    public const int MaxNameLength = 64;

    /// <summary>Characters of a description, an expression, a sentence.</summary>
    public const int MaxTextLength = 2_000;

    /// <summary>Most products in a list.</summary>
    public const int MaxCount = 500;

    /// <summary>Most candidates that score themselves.</summary>
    public const int MaxCandidates = 2_000;

    /// <summary>Most ids or categories excluded.</summary>
    public const int MaxExcluded = 1_000;

    /// <summary>Most boosters.</summary>
    public const int MaxBoosters = 16;

    /// <summary>Most products with a fixed place.</summary>
    public const int MaxPinned = 32;

    /// <summary>Highest weight of a source.</summary>
    public const double MaxWeight = 1_000;

    /// <summary>Longest window of a seen rule, in days.</summary>
    public const double MaxDays = 36_500;

    /// <summary>Longest window of a source, in days.</summary>
    public const int MaxWindowDays = 90;

    /// <summary>Highest momentum.</summary>
    public const double MaxMomentum = 10;

    /// <summary>Most sentences.</summary>
    public const int MaxTexts = 256;

    /// <summary>Whether a text can be a scenario's name.</summary>
    public static bool IsName(string? name) =>
        name is { Length: > 0 and <= MaxNameLength } && char.IsAsciiLetterLower(name[0])
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');

    /// <summary>The first thing that is wrong; null if nothing is.</summary>
    public static InvalidField? ProblemOf(Scenario? scenario) => scenario is null
        ? new InvalidField("$", FieldFault.Missing, "Null. Send a scenario.")
        : OfName(scenario) ?? OfSources(scenario) ?? OfNumbers(scenario) ?? OfLists(scenario) ?? OfTexts(scenario);

    /// <summary>The first thing that is wrong with what is blocked; null if nothing is.</summary>
    public static InvalidField? ProblemOf(BlockedProducts? blocked) => blocked is null
        ? new InvalidField("$", FieldFault.Missing, "Null. Send what is blocked.")
        : AtMost(nameof(BlockedProducts.Products), blocked.Products.Length, MaxExcluded)
            ?? AtMost(nameof(BlockedProducts.Categories), blocked.Categories.Length, MaxExcluded)
            ?? blocked.Products.Select(id => ExternalIds.ProblemOf(nameof(BlockedProducts.Products), id))
                .FirstOrDefault(problem => problem is not null)
            ?? blocked.Categories.Select(name => OfText(nameof(BlockedProducts.Categories), name, MaxTextLength))
                .FirstOrDefault(problem => problem is not null);

    private static InvalidField? OfName(Scenario scenario) => IsName(scenario.Name)
        ? null
        : Bad(
            nameof(Scenario.Name), FieldFault.BadText, $"'{scenario.Name}'",
            $"lower-case letters, digits and _, a letter first, at most {MaxNameLength} characters");

    private static InvalidField? OfSources(Scenario scenario)
    {
        const string Field = nameof(Scenario.Sources);
        if (scenario.Sources.IsDefaultOrEmpty)
            return new InvalidField(Field, FieldFault.Missing, "Names none. Name one source or more.");
        foreach (var source in scenario.Sources)
        {
            if (!SourceNames.All.Contains(source.Name))
                return Unknown(Field, source.Name);
            if (!(source.Weight is > 0 and <= MaxWeight))
                return OutOfRange($"{Field}.Weight", source.Weight, $"over 0 to {MaxWeight}");
        }

        var fallback = scenario.Fallbacks.FirstOrDefault(name => !SourceNames.All.Contains(name));
        return fallback is not null ? Unknown(nameof(Scenario.Fallbacks), fallback)
            : Repeated(Field, scenario.Sources.Select(source => source.Name))
            ?? Repeated(nameof(Scenario.Fallbacks), scenario.Fallbacks);
    }

    private static InvalidField? OfNumbers(Scenario scenario) =>
        Between(nameof(Scenario.Count), scenario.Count, 1, MaxCount)
        ?? Between(nameof(Scenario.Candidates), scenario.Candidates, 1, MaxCandidates)
        ?? Between(nameof(Scenario.MaxPerBrand), scenario.MaxPerBrand, 1, MaxCount)
        ?? Between(nameof(Scenario.MaxPerCategory), scenario.MaxPerCategory, 1, MaxCount)
        ?? Between(nameof(Scenario.Diversity), scenario.Diversity, 0, 1)
        ?? Between(nameof(Scenario.Rotation), scenario.Rotation, 0, 1)
        ?? Between(nameof(Scenario.NewShare), scenario.NewShare, 0, 1)
        ?? Between(nameof(Scenario.Momentum), scenario.Momentum, 0, MaxMomentum)
        ?? OfWindow(scenario)
        ?? (scenario.MinScore is { } least && !double.IsFinite(least)
            ? OutOfRange(nameof(Scenario.MinScore), least, "a finite number")
            : null)
        ?? (Enum.IsDefined(scenario.Objective)
            ? null
            : OutOfRange(nameof(Scenario.Objective), scenario.Objective, "one of its kinds"));

    private static InvalidField? OfWindow(Scenario scenario) =>
        Between(nameof(Scenario.WindowDays), scenario.WindowDays, 1, MaxWindowDays)
        ?? (scenario.WindowDays is { } days
            && !scenario.Sources.Any(source => SourceNames.LookBack.Contains(source.Name))
            ? Bad(
                nameof(Scenario.WindowDays), FieldFault.OutOfRange,
                $"{days}, but no source of this scenario looks back",
                $"left out, or with a source of {string.Join(", ", SourceNames.LookBack)}")
            : null);

    private static InvalidField? OfLists(Scenario scenario)
    {
        var tooMany = AtMost(nameof(Scenario.Boosters), scenario.Boosters.Length, MaxBoosters)
            ?? AtMost(nameof(Scenario.Pinned), scenario.Pinned.Length, MaxPinned)
            ?? AtMost(nameof(Scenario.ExcludedProducts), scenario.ExcludedProducts.Length, MaxExcluded)
            ?? AtMost(nameof(Scenario.ExcludedCategories), scenario.ExcludedCategories.Length, MaxExcluded);
        if (tooMany is not null)
            return tooMany;
        foreach (var seen in scenario.ExcludeSeen)
        {
            if (!InteractionTypeNames.IsBuiltIn(seen.Type))
                return OutOfRange($"{nameof(Scenario.ExcludeSeen)}.Type", seen.Type, "one of its kinds");
            if (seen.WithinDays is { } days && !(days is > 0 and <= MaxDays))
                return OutOfRange($"{nameof(Scenario.ExcludeSeen)}.WithinDays", days, $"over 0 to {MaxDays}");
        }

        foreach (var pinned in scenario.Pinned)
        {
            var problem = Between($"{nameof(Scenario.Pinned)}.Position", pinned.Position, 1, MaxCount)
                ?? ExternalIds.ProblemOf($"{nameof(Scenario.Pinned)}.ProductId", pinned.ProductId);
            if (problem is not null)
                return problem;
        }

        return Repeated(nameof(Scenario.Pinned), scenario.Pinned.Select(pinned => pinned.ProductId))
            ?? Repeated(
                $"{nameof(Scenario.Pinned)}.Position",
                scenario.Pinned.Select(pinned => pinned.Position.ToString(CultureInfo.InvariantCulture)));
    }

    private static InvalidField? OfTexts(Scenario scenario)
    {
        foreach (var booster in scenario.Boosters)
        {
            var problem = OfText($"{nameof(Scenario.Boosters)}.Expression", booster.Expression, MaxTextLength)
                ?? OfText($"{nameof(Scenario.Boosters)}.Name", booster.Name, MaxNameLength);
            if (problem is not null)
                return problem;
        }

        foreach (var (name, text) in scenario.Texts)
        {
            var problem = OfText(nameof(Scenario.Texts), name, MaxNameLength)
                ?? OfText($"{nameof(Scenario.Texts)}.{name}", text, MaxTextLength);
            if (problem is not null)
                return problem;
        }

        return AtMost(nameof(Scenario.Texts), scenario.Texts.Count, MaxTexts)
            ?? (scenario.Filter is null ? null : OfText(nameof(Scenario.Filter), scenario.Filter, MaxTextLength))
            ?? (scenario.Description is null
                ? null
                : OfText(nameof(Scenario.Description), scenario.Description, MaxTextLength));
    }

    private static InvalidField? OfText(string field, string? text, int maxLength) => text switch
    {
        null or "" => new InvalidField(field, FieldFault.Missing, $"Empty. Send 1 to {maxLength} characters."),
        _ when text.Length > maxLength => new InvalidField(
            field, FieldFault.TooLong, $"Has {text.Length} characters. Send 1 to {maxLength} characters."),
        _ when !StorableText.IsStorable(text) => new InvalidField(
            field, FieldFault.BadText, $"Holds {StorableText.Problem}."),
        _ => null,
    };

    private static InvalidField? Between(string field, double? value, double min, double max) =>
        value is null || (value >= min && value <= max) ? null : OutOfRange(field, value, $"{min} to {max}");

    private static InvalidField? AtMost(string field, int count, int max) =>
        count <= max ? null : OutOfRange(field, $"{count} of them", $"at most {max}");

    private static InvalidField? Repeated(string field, IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return names.FirstOrDefault(name => !seen.Add(name)) is { } twice
            ? Bad(field, FieldFault.OutOfRange, $"names '{twice}' twice", "each one once")
            : null;
    }

    private static InvalidField Unknown(string field, string name) =>
        Bad(field, FieldFault.OutOfRange, $"names '{name}'", $"one of {string.Join(", ", SourceNames.All)}");

    private static InvalidField OutOfRange(string field, object value, string range) =>
        Bad(field, FieldFault.OutOfRange, string.Create(CultureInfo.InvariantCulture, $"{value}"), range);

    private static InvalidField Bad(string field, FieldFault fault, string what, string range) =>
        new(field, fault, string.Create(CultureInfo.InvariantCulture, $"{what}; it must be {range}."));
}
