using System.CommandLine;
using Ayni.Storage;

namespace Ayni.Trainer.Storage;

/// <summary>The options that say where the data are.</summary>
internal sealed class StorageArguments
{
    private readonly Option<string> _data = new("--data")
    {
        Description = "Data directory (SQLite and model files).",
        HelpName = "DIR",
        DefaultValueFactory = _ => StorageOptions.DefaultDataDirectory,
    };

    private readonly Option<string?> _postgres = new("--postgres")
    {
        Description = "PostgreSQL connection string, instead of --data.",
        HelpName = "CONN",
    };

    public void AddTo(Command command)
    {
        command.Add(_data);
        command.Add(_postgres);
    }

    /// <summary>As <see cref="Read"/>; null where the command line says nothing of the data.</summary>
    public StorageOptions? ReadGiven(ParseResult parsed) =>
        parsed.GetResult(_data) is { Implicit: false } || parsed.GetResult(_postgres) is { Implicit: false }
            ? Read(parsed)
            : null;

    public StorageOptions Read(ParseResult parsed) => new()
    {
        DataDirectory = parsed.GetValue(_data) ?? StorageOptions.DefaultDataDirectory,
        PostgresConnectionString = parsed.GetValue(_postgres),
    };
}
