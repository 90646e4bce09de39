using System.CommandLine;
using Ayni.Data.Import;
using Ayni.Data.Import.Rejected;
using Ayni.Domain.Errors;

namespace Ayni.Trainer.Importing;

/// <summary>The option that names a file for refused rows.</summary>
internal sealed class RejectedArguments
{
    private readonly Option<string?> _file = new("--rejected")
    {
        Description = "Write every refused row to a file: CSV where its name ends in .csv, else a JSON object a line. "
            + "It may hold shoppers' ids.",
        HelpName = "FILE",
    };

    public void AddTo(Command command) => command.Add(_file);

    /// <summary>Refuses the option where nothing is imported.</summary>
    /// <exception cref="AyniException"><c>invalid</c>.</exception>
    public void Require(ParseResult parsed, bool isCheck)
    {
        if (isCheck && parsed.GetValue(_file) is not null)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                "--rejected writes what an import refuses, and --check imports nothing: leave out one of them.");
        }
    }

    /// <summary>Makes the file; null where none is named.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: it is one of those imported.</exception>
    public RejectedRowFile? Open(ParseResult parsed, ImportFiles files)
    {
        if (parsed.GetValue(_file) is not { } path)
            return null;
        var full = Path.GetFullPath(path);
        if (files.Interactions.Concat(files.Products).Any(one => Path.GetFullPath(one) == full))
        {
            throw new AyniException(
                ErrorCodes.Invalid, $"--rejected is '{path}', which is imported. Name a file outside those.");
        }

        return new RejectedRowFile(path);
    }
}
