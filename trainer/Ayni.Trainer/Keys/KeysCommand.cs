using System.CommandLine;
using Ayni.Silo.Security;
using Ayni.Storage;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Keys;

/// <summary><c>keys</c>: who may call the gateway. It needs no gateway, and one that runs follows it.</summary>
internal static class KeysCommand
{
    public static Command Create(TrainerConsole console) => new(
        "keys", "Keys for callers of the gateway; one that runs heeds changes within a second.")
    {
        AddKeyCommand.Create(console),
        ListKeysCommand.Create(console),
        RevokeKeyCommand.Create(console),
        RotateKeyCommand.Create(console),
    };

    /// <summary>Gives a command the store's options and runs it on the keys.</summary>
    public static Command OnKeys(
        this Command command,
        TrainerConsole console,
        Func<KeyAdministration, ParseResult, bool, CancellationToken, Task> action)
    {
        var storage = new StorageArguments();
        var json = Verb.JsonOption();
        storage.AddTo(command);
        command.Add(json);
        command.SetVerb(console, json, async (parsed, cancellationToken) =>
        {
            await using var stores = await AyniStorage.OpenAsync(
                storage.Read(parsed), console.Time, cancellationToken);
            await action(
                new KeyAdministration(stores.Keys, console.Time), parsed, parsed.GetValue(json), cancellationToken);
            return ExitCodes.Success;
        });
        return command;
    }
}
