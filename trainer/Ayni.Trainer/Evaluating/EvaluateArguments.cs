using System.CommandLine;
using Ayni.Domain.Errors;
using Ayni.Recommenders;
using Ayni.Trainer.Evaluating.Scenarios;
using Ayni.Trainer.Storage;

namespace Ayni.Trainer.Evaluating;

/// <summary>The options of <c>evaluate</c>.</summary>
internal sealed class EvaluateArguments
{
    private const string FromLog = "log";
    private const string FromLightGcn = "lightgcn";
    private const string FromSequences = "sequences";
    private const string FromBaskets = "baskets";

    private readonly Option<string> _format = new("--format")
    {
        Description = "What to read.",
        DefaultValueFactory = _ => FromLog,
    };

    private readonly Option<string?> _train = new("--train")
    {
        Description = "lightgcn: file to train on, or to split; sequences: file to split; baskets: histories.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _test = new("--test")
    {
        Description = "lightgcn: file to test on, for --split files; baskets: the next ones, for --split test.",
        HelpName = "FILE",
    };

    public EvaluateArguments() => _format.AcceptOnlyFromAmong(FromLog, FromLightGcn, FromSequences, FromBaskets);

    public StorageArguments Storage { get; } = new();

    public RecommenderArguments Models { get; } = new();

    public SplitArguments Split { get; } = new();

    public SignificanceArguments Significance { get; } = new();

    public ScenarioArguments Scenarios { get; } = new();

    public void AddTo(Command command)
    {
        Storage.AddTo(command);
        foreach (var option in new Option[] { _format, _train, _test })
            command.Add(option);
        Split.AddTo(command);
        Scenarios.AddTo(command);
        Significance.AddTo(command);
        Models.AddTo(command);
    }

    public bool IsLightGcn(ParseResult parsed) => parsed.GetValue(_format) == FromLightGcn;

    public bool IsSequences(ParseResult parsed) => parsed.GetValue(_format) == FromSequences;

    public bool IsBaskets(ParseResult parsed) => parsed.GetValue(_format) == FromBaskets;

    /// <summary>How to make a test set.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: an option is out of range, or not for this source.</exception>
    public SplitChoice Choice(ParseResult parsed) => parsed.GetValue(_format) switch
    {
        FromLightGcn => Split.Read(parsed, FromLightGcn, SplitKinds.OfFiles),
        FromSequences => Split.Read(parsed, FromSequences, SplitKinds.OfSequences),
        FromBaskets => Split.Read(parsed, FromBaskets, SplitKinds.OfBaskets),
        _ => Pinned(parsed, Split.Read(parsed, FromLog, SplitKinds.OfLog)),
    };

    /// <summary>What only a split by time can answer is not left to chance.</summary>
    private SplitChoice Pinned(ParseResult parsed, SplitChoice choice) =>
        choice.Kind == SplitKinds.Auto && (Models.NeedTimes(parsed) || Scenarios.AreNamed(parsed))
            ? choice with { Kind = SplitKinds.Time }
            : choice;

    /// <summary>Which lists to judge as they are served; null where models are compared.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: a name is wrong, or does not go with the rest.</exception>
    public ScenarioChoice? Served(ParseResult parsed, SplitChoice choice) =>
        Scenarios.Read(parsed, parsed.GetValue(_format) == FromLog, choice, Models);

    /// <summary>The models, with their options.</summary>
    public ComparedRecommenders Recommenders(ParseResult parsed, SplitChoice choice) =>
        Models.Read(parsed, Significance.Threads(parsed), choice, IsSequences(parsed), IsBaskets(parsed));

    /// <summary>What is measured. On sequences also at 5, as is usual there.</summary>
    public EvaluationOptions Evaluation(ParseResult parsed)
    {
        var options = Significance.Evaluation(parsed);
        return IsSequences(parsed) ? options with { Cutoffs = options.Cutoffs.Insert(0, 5) } : options;
    }

    /// <summary>The file of sequences to read.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: not named, or too many. <c>not_found</c>: not there.</exception>
    public SequenceParts Sequences(ParseResult parsed) => parsed.GetValue(_test) is null
        ? new SequenceParts(Required(parsed.GetValue(_train), "--train"))
        : throw new AyniException(
            ErrorCodes.Invalid, $"--format {FromSequences} splits --train: leave --test out.");

    /// <summary>The files of baskets to read.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: not named, or too many. <c>not_found</c>: not there.</exception>
    public BasketParts Baskets(ParseResult parsed, SplitChoice choice)
    {
        var histories = Required(parsed.GetValue(_train), "--train");
        if (choice.Kind == SplitKinds.Test)
            return new BasketParts(histories, Required(parsed.GetValue(_test), "--test"));
        return parsed.GetValue(_test) is null
            ? new BasketParts(histories, null)
            : throw new AyniException(
                ErrorCodes.Invalid, $"--split {choice.Kind} splits --train: leave --test out.");
    }

    /// <summary>The files to read.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: not named, or too many. <c>not_found</c>: not there.</exception>
    public FileParts Files(ParseResult parsed, SplitChoice choice)
    {
        var train = Required(parsed.GetValue(_train), "--train");
        if (choice.Kind == SplitKinds.Files)
            return new FileParts(train, Required(parsed.GetValue(_test), "--test"));
        return parsed.GetValue(_test) is null
            ? new FileParts(train, null)
            : throw new AyniException(
                ErrorCodes.Invalid,
                $"--split {choice.Kind} splits --train and does not read --test: leave one of the two options out.");
    }

    private static string Required(string? path, string option) => path switch
    {
        null => throw new AyniException(ErrorCodes.Invalid, $"This --format needs {option} FILE."),
        _ when !File.Exists(path) => throw new AyniException(
            ErrorCodes.NotFound, $"No file '{path}': check {option}."),
        _ => path,
    };
}
