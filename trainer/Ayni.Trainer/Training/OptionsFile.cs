using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ayni.Domain.Errors;
using Ayni.Recommenders;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Training;

/// <summary>
/// A model's options in a JSON file, as <c>tune</c> stores them: <c>model</c>, and <c>options</c> by their names on the
/// command line. What else the document holds is for people.
/// </summary>
internal sealed record OptionsFile(string Path, string Model, OptionValues Options)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="AyniException"><c>not_found</c>, or <c>invalid</c>: not such a document.</exception>
    public static OptionsFile Read(string path)
    {
        if (!File.Exists(path))
            throw new AyniException(ErrorCodes.NotFound, $"No file '{path}': check --options.");
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            var model = document.RootElement.GetProperty("model").GetString()
                ?? throw new AyniException(ErrorCodes.Invalid, $"{path}: model is null.");
            var values = document.RootElement.GetProperty("options").EnumerateObject()
                .Select(option => (option.Name, option.Value.ToString()));
            return new OptionsFile(path, model, new OptionValues(values));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException
            or InvalidOperationException or ArgumentException)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"{path} is no options file, an object with \"model\" and \"options\" such as tune --store writes: "
                + exception.Message);
        }
    }

    /// <summary>Writes a document that has at least <c>model</c> and <c>options</c>, in one go.</summary>
    public static void Write(string path, object document)
    {
        var unfinished = path + ".unfinished";
        using (var writer = new StreamWriter(unfinished))
            JsonOutput.Write(writer, document);
        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>Values as JSON has them: what reads as a number is one.</summary>
    public static IReadOnlyDictionary<string, object> Typed(OptionValues options) => options.All.ToDictionary(
        option => option.Name,
        option => (option.Value, double.TryParse(option.Value, CultureInfo.InvariantCulture, out var number)) switch
        {
            (var text, true) when int.TryParse(text, CultureInfo.InvariantCulture, out var whole) => (object)whole,
            (_, true) => number,
            (var text, _) => text,
        },
        StringComparer.Ordinal);

    /// <summary>Refuses the file if it holds what none of these options is called.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: names the file and the option.</exception>
    public OptionsFile Checked(IEnumerable<Option> known)
    {
        var names = known.Select(NameOf).ToArray();
        foreach (var (name, _) in Options.All)
        {
            if (!names.Contains(name, StringComparer.Ordinal))
            {
                throw new AyniException(
                    ErrorCodes.Invalid,
                    $"{Path}: {Model} has no option '{name}'; it has {string.Join(", ", names)}.");
            }
        }

        return this;
    }

    /// <summary>An option's name in a file: without its dashes.</summary>
    public static string NameOf(Option option) => option.Name.TrimStart('-');

    /// <summary>An option's name and its <see cref="Value"/> as text, as a file has them.</summary>
    public static (string Name, string Value) Written<T>(ParseResult parsed, Option<T> option, OptionsFile? file) => (
        NameOf(option),
        Convert.ToString(Value(parsed, option, file), CultureInfo.InvariantCulture) ?? "");

    /// <summary>What the command line says, else what the file says, else the default.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: the file's value is of another type.</exception>
    public static T? Value<T>(ParseResult parsed, Option<T> option, OptionsFile? file)
    {
        if (parsed.IsGiven(option) || file?.Options.Find(NameOf(option)) is not { } text)
            return parsed.GetValue(option);
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        try
        {
            return (T)(type.IsEnum
                ? Enum.Parse(type, text, ignoreCase: true)
                : Convert.ChangeType(text, type, CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or OverflowException)
        {
            throw new AyniException(
                ErrorCodes.Invalid, $"{file.Path}: {NameOf(option)} is '{text}', which is no {type.Name}.");
        }
    }
}
