using Ayni.Domain.Errors;
using Ayni.Domain.Retention;

namespace Ayni.Gateway.Retention;

/// <summary>
/// How long a shop keeps its interactions: <c>Ayni:Retention:view=180d</c> and so on, or all in one text,
/// <c>Ayni:Retention="view=180d,search=30d"</c>.
/// </summary>
internal static class RetentionSettings
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Ayni:Retention";

    /// <exception cref="AyniException"><c>invalid</c>: a rule is none; says which, and what to write.</exception>
    public static RetentionRules Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var rules = section.GetChildren().ToList();
        if (section.Value is not { Length: > 0 } text)
            return RetentionRules.Parse(Section, rules.Select(rule => KeyValuePair.Create(rule.Key, rule.Value)));
        return rules.Count == 0
            ? RetentionRules.Parse(Section, text)
            : throw new AyniException(
                ErrorCodes.Invalid,
                $"{Section} is '{text}', and {Section}:{rules[0].Key} is set as well. Use one text, or one setting a "
                + "type.");
    }
}
