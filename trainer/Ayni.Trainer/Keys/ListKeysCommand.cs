using System.CommandLine;
using Ayni.Domain.Access;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Keys;

/// <summary><c>keys list</c>: all keys, without their secrets, which nobody has.</summary>
internal static class ListKeysCommand
{
    public static Command Create(TrainerConsole console) =>
        new Command("list", "All keys, those that are over included.").OnKeys(
            console,
            async (keys, _, isJson, cancellationToken) =>
            {
                var all = await keys.ListAsync(cancellationToken);
                var now = console.Time.GetUtcNow();
                if (isJson)
                    JsonOutput.Write(console.Out, new { keys = all.Select(key => KeyDocument.From(key, now)) });
                else if (all.Count == 0)
                    console.Out.WriteLine("No keys. 'keys add NAME --scopes admin' makes the first.");
                else
                    Print(console, all, now);
            });

    private static void Print(TrainerConsole console, IReadOnlyList<AccessKey> keys, DateTimeOffset now)
    {
        var table = TableOutput.Create("id", "name", "scopes", "state", "made", "expires", "last used");
        foreach (var key in keys)
        {
            var document = KeyDocument.From(key, now);
            table.Add(
                key.Id,
                key.Name,
                AccessScopeNames.TextOf(key.Scopes) + (key.IsPublic ? " (public)" : ""),
                document.State,
                KeyTime.Write(key.CreatedAt),
                KeyTime.Write(key.ExpiresAt, "never"),
                KeyTime.Write(key.LastUsedAt, "never"));
        }

        TableOutput.Write(console, table);
    }
}
