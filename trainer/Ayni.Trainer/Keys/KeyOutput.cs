using Ayni.Domain.Access;
using Ayni.Silo.Security;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Keys;

/// <summary>Tells a new key: it alone on standard output, for a script to catch; the rest beside it.</summary>
internal static class KeyOutput
{
    public static void Write(TrainerConsole console, IssuedKey issued, bool isJson)
    {
        var key = issued.Key;
        if (isJson)
        {
            JsonOutput.Write(console.Out, KeyDocument.From(key, console.Time.GetUtcNow(), issued.Text));
            return;
        }

        console.Error.WriteLine(
            $"Key {key.Id} ('{key.Name}') for {AccessScopeNames.TextOf(key.Scopes)}"
            + $"{(key.IsPublic ? ", public" : "")}, expires {KeyTime.Write(key.ExpiresAt, "never")}. "
            + "It is shown this once; send it as 'Authorization: Bearer KEY':");
        console.Out.WriteLine(issued.Text);
    }
}
