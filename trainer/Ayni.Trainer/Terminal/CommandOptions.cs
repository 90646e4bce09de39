using System.CommandLine;

namespace Ayni.Trainer.Terminal;

/// <summary>What options of several verbs have in common.</summary>
internal static class CommandOptions
{
    /// <summary>Whether the command line gives an option, and not its default.</summary>
    public static bool IsGiven(this ParseResult parsed, Option option) =>
        parsed.GetResult(option) is { Implicit: false };

    /// <summary>An option of names: in one text with commas between, or in several.</summary>
    /// <param name="name">Name, with its dashes.</param>
    /// <param name="description">What it is.</param>
    /// <param name="usual">Names where it is not given.</param>
    public static Option<string[]> Names(string name, string description, string[] usual) => new(name)
    {
        Description = description,
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => usual,
        CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(
            ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))],
    };
}
