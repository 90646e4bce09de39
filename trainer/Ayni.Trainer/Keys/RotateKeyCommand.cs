using System.CommandLine;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Keys;

/// <summary><c>keys rotate</c>: makes a key in another one's place.</summary>
internal static class RotateKeyCommand
{
    public static Command Create(TrainerConsole console)
    {
        var key = new Argument<string>("KEY") { Description = "Its id, or its name." };
        var overlap = new Option<string>("--overlap")
        {
            Description = "How long the old one is honoured yet, such as 30m, 12h or 7d; 0: not at all.",
            HelpName = "TIME",
            DefaultValueFactory = _ => "1h",
        };
        var command = new Command("rotate", "Make a key of the same name and scopes in another one's place.")
        {
            key, overlap,
        };
        return command.OnKeys(console, async (keys, parsed, isJson, cancellationToken) =>
        {
            var issued = await keys.RotateAsync(
                parsed.GetRequiredValue(key),
                KeyTime.ReadLength(parsed.GetRequiredValue(overlap), "--overlap"),
                cancellationToken);
            KeyOutput.Write(console, issued, isJson);
        }, key);
    }
}
