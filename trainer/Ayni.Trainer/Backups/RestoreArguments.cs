using System.CommandLine;
using Ayni.Storage;
using Ayni.Storage.Backups;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Backups;

/// <summary>What <c>restore</c> is asked.</summary>
internal sealed class RestoreArguments
{
    private readonly StorageArguments _storage = new();
    private readonly Option<string> _service = BackupScreen.ServiceOption();

    private readonly Option<string?> _erased = new("--tombstones")
    {
        Description = "Data directory, PostgreSQL connection string or archive that is newer than FILE: who was erased "
            + "there is erased from what is restored.",
        HelpName = "FROM",
    };

    public Argument<string> File { get; } = new("FILE") { Description = "The archive." };

    public Option<bool> Check { get; } = new("--check")
    {
        Description = "Read the archive from end to end and say what it holds; restore nothing.",
    };

    public Option<bool> Json { get; } = Verb.JsonOption();

    public void AddTo(Command command)
    {
        command.Add(File);
        _storage.AddTo(command);
        command.Add(_service);
        command.Add(_erased);
        command.Add(Check);
        command.Add(Json);
    }

    public RestoreRequest Read(ParseResult parsed) => new()
    {
        File = parsed.GetRequiredValue(File),
        Storage = _storage.Read(parsed),
        ServiceId = parsed.GetRequiredValue(_service),
        Erased = parsed.GetValue(_erased) is { } from ? SourceOf(from) : null,
    };

    private static ErasureSource SourceOf(string from) => System.IO.File.Exists(from)
        ? new ErasureSource(from, null)
        : Directory.Exists(from)
            ? new ErasureSource(null, new StorageOptions { DataDirectory = from })
            : from.Contains('=', StringComparison.Ordinal)
                ? new ErasureSource(null, new StorageOptions { PostgresConnectionString = from })
                : throw new ArgumentException(
                    $"--tombstones is '{from}', and there is no such file or folder. Name an archive, a data directory "
                    + "or a PostgreSQL connection string.");
}
