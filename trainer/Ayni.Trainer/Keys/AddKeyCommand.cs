using System.CommandLine;
using Ayni.Domain.Access;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Keys;

/// <summary><c>keys add</c>: makes a key.</summary>
internal static class AddKeyCommand
{
    public static Command Create(TrainerConsole console)
    {
        var name = new Argument<string>("NAME") { Description = "What to call it; no live key may have the name." };
        var scopes = new Option<string>("--scopes")
        {
            Description = $"What it allows, with commas between: {string.Join(", ", AccessScopeNames.All)}.",
            HelpName = "SCOPES",
            Required = true,
        };
        var isPublic = new Option<bool>("--public")
        {
            Description = "It stands in pages: events and recommendations of guests alone.",
        };
        var expires = new Option<string?>("--expires")
        {
            Description = "When it ends: a time from now such as 12h or 90d, or a date. Never, if left out.",
            HelpName = "WHEN",
        };
        var command = new Command("add", "Make a key. It is printed once; only a hash of it is kept.")
        {
            name, scopes, isPublic, expires,
        };
        return command.OnKeys(console, async (keys, parsed, isJson, cancellationToken) =>
        {
            var issued = await keys.AddAsync(
                parsed.GetRequiredValue(name),
                AccessScopeNames.Parse(parsed.GetRequiredValue(scopes), "--scopes"),
                parsed.GetValue(isPublic),
                KeyTime.ReadMoment(parsed.GetValue(expires), console.Time.GetUtcNow(), "--expires"),
                cancellationToken);
            KeyOutput.Write(console, issued, isJson);
        }, name);
    }
}
