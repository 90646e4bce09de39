using System.CommandLine;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Keys;

/// <summary><c>keys revoke</c>: takes keys back.</summary>
internal static class RevokeKeyCommand
{
    public static Command Create(TrainerConsole console)
    {
        var key = new Argument<string>("KEY") { Description = "Its id, or a name: then all live ones that have it." };
        var command = new Command("revoke", "Take a key back; gateways refuse it within a second.") { key };
        return command.OnKeys(console, async (keys, parsed, isJson, cancellationToken) =>
        {
            var revoked = await keys.RevokeAsync(parsed.GetRequiredValue(key), cancellationToken);
            var now = console.Time.GetUtcNow();
            if (isJson)
                JsonOutput.Write(console.Out, new { revoked = revoked.Select(one => KeyDocument.From(one, now)) });
            foreach (var one in isJson ? [] : revoked)
                console.Out.WriteLine($"Revoked {one.Id} ('{one.Name}').");
        }, key);
    }
}
