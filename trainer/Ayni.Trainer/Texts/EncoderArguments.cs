using System.CommandLine;
using Ayni.Content;
using Ayni.Content.Onnx;

namespace Ayni.Trainer.Texts;

/// <summary>The options that say what turns texts into vectors.</summary>
internal sealed class EncoderArguments
{
    private static readonly TextModelOptions Defaults = new();

    private readonly Option<string?> _path = new("--text-encoder")
    {
        Description = "Sentence encoder (.onnx file or its folder), instead of the catalogue's own words.",
        HelpName = "PATH",
    };

    private readonly Option<string> _prefix = Valued("--text-prefix", "What that encoder wants before a text.", "");

    private readonly Option<int> _dimensions = Valued(
        "--dimensions", "Own words: length of a vector.", Defaults.Dimensions);

    private readonly Option<double> _pieces = Valued(
        "--piece-share", "Own words: share of pieces of words.", Defaults.PieceShare);

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _path, _prefix, _dimensions, _pieces })
            command.Add(option);
    }

    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public EncoderChoice Read(ParseResult parsed) => new(
        new TextModelOptions
        {
            Dimensions = parsed.GetValue(_dimensions),
            PieceShare = parsed.GetValue(_pieces),
        }.Validated(),
        parsed.GetValue(_path) is { } path
            ? new OnnxTextEncoderOptions { Path = path, Prefix = parsed.GetValue(_prefix) ?? "" }.Validated()
            : null);

    private static Option<T> Valued<T>(string name, string description, T value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
    };
}
