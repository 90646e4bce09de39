using System.Collections.Immutable;
using System.Globalization;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;

namespace Ayni.Domain.Retention;

/// <summary>
/// How long a shop keeps its interactions, by type. What is neither named nor under <c>default</c> is kept for ever.
/// Whole days of UTC go at once: an interaction is kept at least as long as its rule says, and a day longer at most.
/// </summary>
public sealed class RetentionRules
{
    /// <summary>Fewest days of a rule, so that a slip of the finger does not empty the log.</summary>
    public const int MinDays = 1;

    /// <summary>Most days of a rule: a hundred years.</summary>
    public const int MaxDays = 36_500;

    /// <summary>Name of the rule for all types that have none.</summary>
    public const string Default = "default";

    /// <summary>Value of a rule that excepts a type from <see cref="Default"/>.</summary>
    public const string Forever = "forever";

    // Were what takes back gone first, what it took would count again.
    private static readonly (string Taking, string Taken)[] Pairs =
        [("return", "purchase"), ("remove_from_cart", "cart")];

    private static readonly string Remedy =
        $"Write days such as 180d, from {MinDays}d to {MaxDays}d, or {Forever}.";

    private readonly ImmutableSortedDictionary<string, int?> _days;

    private RetentionRules(ImmutableSortedDictionary<string, int?> days) => _days = days;

    /// <summary>Nothing is ever deleted.</summary>
    public static RetentionRules None { get; } =
        new(ImmutableSortedDictionary.Create<string, int?>(StringComparer.Ordinal));

    /// <summary>Days by name, <see cref="Default"/> among them; null: for ever.</summary>
    public IReadOnlyDictionary<string, int?> Days => _days;

    /// <summary>Whether anything is ever deleted.</summary>
    public bool DeletesAnything => _days.Values.Any(days => days is not null);

    /// <summary>Reads rules.</summary>
    /// <param name="setting">Name of the setting, for the refusal.</param>
    /// <param name="rules">Values by names of types.</param>
    /// <exception cref="AyniException">
    /// <c>invalid</c>: a name or value is none; says which, and what to write.
    /// </exception>
    public static RetentionRules Parse(string setting, IEnumerable<KeyValuePair<string, string?>> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var days = ImmutableSortedDictionary.CreateBuilder<string, int?>(StringComparer.Ordinal);
        foreach (var (name, value) in rules)
        {
            var (field, type) = ($"{setting}:{name}", name.Trim());
            RequireName(field, type);
            if (!days.TryAdd(type, ParseDays(field, value)))
                throw Invalid($"{field} is given twice. Leave one.");
        }

        var parsed = new RetentionRules(days.ToImmutable());
        foreach (var (taking, taken) in Pairs)
            parsed.RequireOutliving(setting, taking, taken);
        return parsed;
    }

    /// <summary>Reads rules of one text, such as <c>view=180d, search=30d</c>.</summary>
    /// <inheritdoc cref="Parse(string, IEnumerable{KeyValuePair{string, string}})"/>
    public static RetentionRules Parse(string setting, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Parse(setting, text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(rule =>
        {
            var parts = rule.Split('=', 2);
            return parts.Length == 2
                ? KeyValuePair.Create<string, string?>(parts[0], parts[1])
                : throw Invalid($"{setting} has '{rule}', which is no rule. Write rules such as view=180d,search=30d.");
        }));
    }

    /// <summary>Rules by which types were deleted last, though they may not hold any more.</summary>
    public static RetentionRules Of(IEnumerable<RetentionReport> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        return new RetentionRules(reports.ToImmutableSortedDictionary(
            report => report.Type, report => (int?)report.KeptDays, StringComparer.Ordinal));
    }

    /// <summary>Days that a type is kept; null: for ever.</summary>
    public int? DaysOf(string type) => _days.TryGetValue(type, out var days) ? days : _days.GetValueOrDefault(Default);

    /// <summary>Types that have a rule of their own or are under the default, and are deleted one day.</summary>
    /// <param name="held">Types that the log holds.</param>
    public IReadOnlyList<RetainedType> TypesOf(IEnumerable<RetainedType> held)
    {
        ArgumentNullException.ThrowIfNull(held);
        return [.. _days.Keys.Where(name => name != Default).Select(RetainedType.Of).Concat(held).Distinct()
            .Where(type => DaysOf(type.Name) is not null)
            .OrderBy(type => type.Type).ThenBy(type => type.CustomType, StringComparer.Ordinal)];
    }

    /// <summary>Names of rules for types of the shop's own that the log does not hold: may be slips.</summary>
    /// <param name="held">Types that the log holds.</param>
    public IReadOnlyList<string> UnknownAmong(IEnumerable<RetainedType> held)
    {
        ArgumentNullException.ThrowIfNull(held);
        var known = held.Select(type => type.Name).Concat(InteractionTypeNames.BuiltIn).Append(Default);
        return [.. _days.Keys.Except(known)];
    }

    /// <summary>Time of the first interaction that stays: the beginning of a day of UTC.</summary>
    public static DateTimeOffset BeforeOf(int days, DateTimeOffset now) =>
        new(now.UtcDateTime.Date.AddDays(-days), TimeSpan.Zero);

    /// <summary>The rules as one text, by name.</summary>
    public override string ToString() => string.Join(
        ", ",
        _days.Select(rule => string.Create(
            CultureInfo.InvariantCulture, $"{rule.Key}={(rule.Value is { } days ? $"{days}d" : Forever)}")));

    private static void RequireName(string field, string name)
    {
        if (name == Default || InteractionTypeNames.TryParse(name, out _))
            return;
        if (CustomInteractionTypes.ProblemOf(field, name) is not null)
        {
            var meant = InteractionTypeNames.Meant(name, []) is { } near ? $"Did you mean {near}? " : "";
            throw Invalid(
                $"{field}: '{name}' is no type of interaction. {meant}Use {Default}, one of "
                + $"{string.Join(", ", InteractionTypeNames.BuiltIn)}, or one of the shop's own.");
        }
    }

    private static int? ParseDays(string field, string? value)
    {
        var text = value?.Trim() ?? "";
        if (text == Forever)
            return null;
        if (!text.EndsWith('d')
            || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var days))
            throw Invalid($"{field} is '{value}', which is no number of days. {Remedy}");
        return days is >= MinDays and <= MaxDays
            ? days
            : throw Invalid($"{field} is '{value}', which is out of range. {Remedy}");
    }

    private void RequireOutliving(string setting, string taking, string taken)
    {
        if (DaysOf(taking) is { } days && (DaysOf(taken) is not { } takenDays || takenDays > days))
        {
            throw Invalid(
                $"{setting}:{taking} is {days}d, shorter than {setting}:{taken}: what was taken back would count "
                + $"again. Keep {taking} at least as long as {taken}.");
        }
    }

    private static AyniException Invalid(string message) => new(ErrorCodes.Invalid, message);
}
