using Ayni.Data.Import;
using Ayni.Data.Import.Rejected;
using Ayni.Domain.Errors;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Importing;

/// <summary>The file that refused rows are written to, where one is named.</summary>
internal static class RejectedChoice
{
    /// <summary>Makes the file; null of null.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: it is one of those imported.</exception>
    public static RejectedRowFile? Open(string? path, ImportFiles files)
    {
        if (path is null)
            return null;
        var full = Path.GetFullPath(path);
        if (files.Interactions.Concat(files.Products).Any(one => Path.GetFullPath(one) == full))
        {
            throw new AyniException(
                ErrorCodes.Invalid, $"--rejected is '{path}', which is imported. Name a file outside the imported ones.");
        }

        return new RejectedRowFile(path);
    }

    /// <summary>Says where the rows are.</summary>
    public static void Tell(this RejectedRowFile? file, TrainerConsole console)
    {
        if (file is not null)
        {
            console.Error.WriteLine(
                $"{TableOutput.Count(file.Written)} refused rows written to {file.Path}; they may hold shoppers' ids.");
        }
    }
}
