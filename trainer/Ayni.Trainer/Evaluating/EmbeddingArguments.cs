using System.CommandLine;
using Ayni.Recommenders;

namespace Ayni.Trainer.Evaluating;

/// <summary>The options of item vectors.</summary>
internal sealed class EmbeddingArguments
{
    private static readonly EmbeddingOptions Defaults = new();

    private readonly Option<int> _dimensions = Number(
        "--vector-dimensions", "Item vectors: length.", Defaults.Dimensions);

    private readonly Option<int> _window = Number(
        "--vector-window", "Item vectors: farthest two items of a session can be apart.", Defaults.Window);

    private readonly Option<int> _negatives = Number(
        "--vector-negatives", "Item vectors: items drawn against a pair, or shift of PMI.", Defaults.Negatives);

    private readonly Option<double> _exponent = Number(
        "--vector-exponent", "Skip-gram: exponent of frequency in the draws.", Defaults.NegativeExponent);

    private readonly Option<int> _epochs = Number("--vector-epochs", "Skip-gram: looks at a pair.", Defaults.Epochs);

    private readonly Option<double> _rate = Number(
        "--vector-rate", "Skip-gram: first length of a step.", Defaults.LearningRate);

    private readonly Option<double> _decay = Number(
        "--vector-history-decay", "Item vectors of sequences: the k-th newest counts k^-this.", Defaults.HistoryDecay);

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _dimensions, _window, _negatives, _exponent, _epochs, _rate, _decay })
            command.Add(option);
    }

    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public EmbeddingOptions Read(ParseResult parsed, int seed) => new EmbeddingOptions
    {
        Dimensions = parsed.GetValue(_dimensions),
        Window = parsed.GetValue(_window),
        Negatives = parsed.GetValue(_negatives),
        NegativeExponent = parsed.GetValue(_exponent),
        Epochs = parsed.GetValue(_epochs),
        LearningRate = parsed.GetValue(_rate),
        HistoryDecay = parsed.GetValue(_decay),
        Seed = seed,
    }.Validated();

    private static Option<T> Number<T>(string name, string description, T value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
    };
}
