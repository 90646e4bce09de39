using System.CommandLine;
using Ayni.Recommenders;
using Ayni.Trainer.Training;

namespace Ayni.Trainer.Evaluating;

/// <summary>The options of the models that ALS is compared with: BPR and EASE.</summary>
internal sealed class RivalArguments
{
    private static readonly BprOptions BprDefaults = new();
    private static readonly EaseOptions EaseDefaults = new();

    private readonly Option<int> _rank = Number("--bpr-rank", "BPR: length of a factor.", BprDefaults.Rank);
    private readonly Option<int> _epochs = Number("--bpr-epochs", "BPR: looks at every pair.", BprDefaults.Epochs);
    private readonly Option<double> _rate = Number(
        "--bpr-learning-rate", "BPR: length of a step.", BprDefaults.LearningRate);

    private readonly Option<double> _decay = Number(
        "--bpr-regularization", "BPR: regularisation.", BprDefaults.Regularization);

    private readonly Option<double> _ridge = Number(
        "--ease-regularization", "EASE: added to the diagonal.", EaseDefaults.Regularization);

    private readonly Option<double> _exponent = Number(
        "--ease-weight-exponent", "EASE: 1 takes weights as they are, 0 as met or not.", EaseDefaults.WeightExponent);

    private readonly Option<int> _maxItems = Number(
        "--ease-max-items", "EASE: most frequent items modelled; 0 for all.", EaseDefaults.MaxItems);

    private IEnumerable<Option> OfBpr => [_rank, _epochs, _rate, _decay];

    private IEnumerable<Option> OfEase => [_ridge, _exponent, _maxItems];

    public void AddTo(Command command)
    {
        foreach (var option in OfBpr.Concat(OfEase))
            command.Add(option);
    }

    /// <summary>Options of BPR; its seed is the one of ALS.</summary>
    public BprOptions Bpr(ParseResult parsed, OptionsFileArguments files, int seed)
    {
        var file = files.Find(parsed, ModelNames.Bpr, OfBpr);
        return new BprOptions
        {
            Rank = OptionsFile.Value(parsed, _rank, file),
            Epochs = OptionsFile.Value(parsed, _epochs, file),
            LearningRate = OptionsFile.Value(parsed, _rate, file),
            Regularization = OptionsFile.Value(parsed, _decay, file),
            Seed = seed,
        };
    }

    /// <summary>Options of EASE.</summary>
    public EaseOptions Ease(ParseResult parsed, OptionsFileArguments files)
    {
        var file = files.Find(parsed, ModelNames.Ease, OfEase);
        return new EaseOptions
        {
            Regularization = OptionsFile.Value(parsed, _ridge, file),
            WeightExponent = OptionsFile.Value(parsed, _exponent, file),
            MaxItems = OptionsFile.Value(parsed, _maxItems, file),
        };
    }

    private static Option<T> Number<T>(string name, string description, T value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
    };
}
