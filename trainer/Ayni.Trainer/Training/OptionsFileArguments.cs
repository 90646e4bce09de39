using System.CommandLine;
using Ayni.Domain.Errors;

namespace Ayni.Trainer.Training;

/// <summary><c>--options</c>: files with the options of models, at most one a model.</summary>
/// <param name="models">Models that the command fits.</param>
internal sealed class OptionsFileArguments(params IReadOnlyList<string> models)
{
    private readonly Option<string[]> _files = new("--options")
    {
        Description = "Options of a model as tune stored them; options given beside it win.",
        HelpName = "FILE",
        DefaultValueFactory = _ => [],
    };

    public void AddTo(Command command) => command.Add(_files);

    /// <summary>The file of one model; null where none was given.</summary>
    /// <param name="parsed">Command line.</param>
    /// <param name="model">Name of the model.</param>
    /// <param name="known">The model's options.</param>
    /// <exception cref="AyniException">
    /// <c>not_found</c>, or <c>invalid</c>: not readable, of a model that is not fitted, or a second one of a model.
    /// </exception>
    public OptionsFile? Find(ParseResult parsed, string model, params IEnumerable<Option> known)
    {
        OptionsFile? found = null;
        foreach (var path in parsed.GetValue(_files) ?? [])
        {
            var file = OptionsFile.Read(path);
            if (!models.Contains(file.Model, StringComparer.Ordinal))
            {
                throw new AyniException(
                    ErrorCodes.Invalid,
                    $"{path} is of the model '{file.Model}', but this command takes options of "
                    + $"{string.Join(", ", models)}.");
            }

            if (file.Model != model)
                continue;
            if (found is not null)
                throw new AyniException(ErrorCodes.Invalid, $"{found.Path} and {path} are both of {model}: give one.");
            found = file.Checked(known);
        }

        return found;
    }
}
