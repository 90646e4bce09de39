using System.CommandLine;
using System.Globalization;
using Ayni.Domain.Errors;
using Ayni.Grains.Training;
using Ayni.Recommenders;
using Ayni.Trainer.Evaluating;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Training;

namespace Ayni.Trainer.Tuning;

/// <summary>The options of <c>tune</c>.</summary>
internal sealed class TuneArguments
{
    private const string FromLog = "log";
    private const string FromLightGcn = "lightgcn";
    private const string FilterSpace =
        "walk-weight=0.3..3,filter-output-exponent=0..0.5:linear,walk-output-exponent=0.3..0.8:linear";

    private const double MaxBudgetSeconds = 7 * 86_400;
    private const int MaxHoldOuts = 20;

    private static readonly TuningOptions Defaults = new();

    /// <summary>What is searched where nothing else is said, by model.</summary>
    private static readonly Dictionary<string, string> Spaces = new(StringComparer.Ordinal)
    {
        [ModelNames.Als] = "regularization=0.001..1,unobserved-weight=0.001..1",
        [ModelNames.ItemKnn] = "neighbours=5..500,knn-weighting=Cosine|TfIdf|Bm25",
        [ModelNames.Bpr] = "bpr-epochs=20|50|100,bpr-learning-rate=0.01..0.2,bpr-regularization=0.001..0.1",
        [ModelNames.Ease] = "ease-regularization=10..2000",
        [ModelNames.GraphFilter] = FilterSpace,
        [ModelNames.FilterBlend] = FilterSpace + ",blend-als-weight=0.3..3",
    };

    private readonly Option<string> _format = Valued("--format", "What to read.", FromLog);
    private readonly Option<string?> _train = new("--train")
    {
        Description = "lightgcn: file to train on; a part of it is held out. The test file is not asked for.",
        HelpName = "FILE",
    };

    private readonly Option<double> _holdOut = Valued(
        "--hold-out", "lightgcn: share of a judged user's pairs to hold out.", 0.2);

    private readonly Option<double> _judgedUsers = Valued(
        "--judged-users", "lightgcn: share of users from whom pairs are held out.", 1.0);

    private readonly Option<double> _heldOutPopularity = Valued(
        "--hold-out-popularity",
        "lightgcn: draw pairs by their item's number of pairs to this power, 0 to 2; for a test file of more popular "
        + "items than train.",
        0.0);

    private readonly Option<int> _holdOuts = Valued(
        "--hold-outs",
        "lightgcn: hold-outs, of --seed and the seeds after it; a trial is fitted on each, its figure is the mean.",
        1);

    private readonly PeriodArguments _testPeriod = new("test", "Log: newest time, kept for evaluate and left out here");
    private readonly PeriodArguments _validationPeriod = new("validation", "Log: time before that to judge trials by");
    private readonly PositiveArguments _positives = new();
    private readonly Option<string> _split = Valued("--split", "Log: auto, time or leave-last-out.", SplitKinds.Auto);

    private readonly Option<bool> _includeSeen = new("--include-seen")
    {
        Description = "What a user has in train stays a candidate and, if met again, counts.",
    };

    private readonly Option<string> _model = Valued("--model", "Model to tune.", ModelNames.Als);
    private readonly Option<string?> _space = new("--space")
    {
        Description = $"Options to search: NAME=LOW..HIGH (log-uniform above 0), NAME=LOW..HIGH:linear, NAME=A|B|C, "
            + $"separated by commas. Default for als: {Spaces[ModelNames.Als]}.",
    };

    private readonly Option<TuningSearch?> _search = new("--search")
    {
        Description = "Random, or Halving: every trial gets few sweeps, one in three of them more.",
    };

    private readonly Option<double> _budget = Valued("--budget", "Seconds; a trial begun is made to its end.", 600.0);
    private readonly Option<int> _trials = Valued("--trials", "Trials at most.", Defaults.Trials);
    private readonly Option<int> _bracket = Valued("--bracket", "Halving: trials compared at once.", Defaults.Bracket);
    private readonly Option<int> _firstSweeps = Valued(
        "--first-sweeps", "Halving: sweeps of every trial.", Defaults.FirstResource);

    private readonly Option<int> _patience = Valued(
        "--patience", "Sweeps without a better figure after which a trial stops.", 2);

    private readonly Option<string> _metric = Valued("--metric", "Figure to make large.", "ndcg@10");
    private readonly Option<int?> _searchSeed = new("--search-seed")
    {
        Description = "Seed of the sequence of trials; without it --seed, which is also that of the hold-out.",
    };

    private readonly Option<int> _threads = Valued("--threads", "Threads; 0 for one a processor.", 0);
    private readonly Option<FileInfo?> _store = new("--store")
    {
        Description = "File for the best options, to give to train or evaluate as --options.",
        HelpName = "FILE",
    };

    private readonly FilterArguments _filters = new();

    public TuneArguments()
    {
        _format.AcceptOnlyFromAmong(FromLog, FromLightGcn);
        _split.AcceptOnlyFromAmong(SplitKinds.Auto, SplitKinds.Time, SplitKinds.LeaveLastOut);
        _model.AcceptOnlyFromAmong([.. Spaces.Keys]);
    }

    public StorageArguments Storage { get; } = new();

    /// <summary>Options of ALS, alone or in the blend.</summary>
    public ModelArguments Model { get; } = new(ModelNames.GraphFilter, ModelNames.FilterBlend);

    public void AddTo(Command command)
    {
        foreach (var option in new Option[]
        {
            _format, _train, _holdOut, _judgedUsers, _heldOutPopularity, _holdOuts, _split,
            _includeSeen, _model, _space, _search, _budget, _trials, _bracket, _firstSweeps, _patience, _metric,
            _searchSeed, _threads, _store,
        })
        {
            command.Add(option);
        }

        _testPeriod.AddTo(command);
        _validationPeriod.AddTo(command);
        _positives.AddTo(command);
        Storage.AddTo(command);
        Model.AddTo(command);
        _filters.AddTo(command);
    }

    public bool IsLightGcn(ParseResult parsed) => parsed.GetValue(_format) == FromLightGcn;

    /// <summary>The file with the train pairs.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: not named. <c>not_found</c>: not there.</exception>
    public string TrainFile(ParseResult parsed) => parsed.GetValue(_train) switch
    {
        null => throw new AyniException(ErrorCodes.Invalid, $"--format {FromLightGcn} needs --train FILE."),
        var path when !File.Exists(path) => throw new AyniException(
            ErrorCodes.NotFound, $"No file '{path}': check --train."),
        var path => path,
    };

    /// <summary>What is held out of the file, and how often.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: number of hold-outs out of range.</exception>
    public HoldOutChoice HoldOut(ParseResult parsed) => new(
        parsed.GetValue(_holdOut),
        parsed.GetValue(_judgedUsers),
        parsed.GetValue(_heldOutPopularity),
        Model.Read(parsed).Seed,
        parsed.GetValue(_holdOuts) is var count and >= 1 and <= MaxHoldOuts
            ? count
            : throw new AyniException(
                ErrorCodes.Invalid,
                $"{_holdOuts.Name} is {parsed.GetValue(_holdOuts)}; it must be 1 to {MaxHoldOuts}."));

    /// <summary>How the log is split: the test period is left out, the one before it judges.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: out of range, or several hold-outs of a log.</exception>
    public TuneSplit Split(ParseResult parsed)
    {
        if (parsed.GetValue(_holdOuts) != 1)
        {
            throw new AyniException(
                ErrorCodes.Invalid,
                $"{_holdOuts.Name} is {parsed.GetValue(_holdOuts)}, but a log is judged by its days: leave it out.");
        }

        var (test, validation) = (_testPeriod.Read(parsed, mayBeZero: true), _validationPeriod.Read(parsed));
        var kind = parsed.GetRequiredValue(_split);
        return new TuneSplit(
            kind == SplitKinds.Auto && (test ?? validation) is not null ? SplitKinds.Time : kind,
            test, validation, _positives.Read(parsed), parsed.GetValue(_includeSeen));
    }

    /// <summary>What to make large.</summary>
    public TuningMetric Metric(ParseResult parsed) => TuningMetric.Parse(parsed.GetValue(_metric) ?? "");

    /// <summary>The hold-outs, ready to judge by.</summary>
    public IReadOnlyList<JudgedSplit> Judged(ParseResult parsed, IEnumerable<TrainTestSplit> holdOuts) =>
    [
        .. holdOuts.Select(pairs => new JudgedSplit(
            pairs, Metric(parsed), !parsed.GetValue(_includeSeen), parsed.GetValue(_threads))),
    ];

    public ITunable Tunable(ParseResult parsed, IReadOnlyList<JudgedSplit> splits)
    {
        var (als, threads) = (AlsOptions.From(Model.Read(parsed)), parsed.GetValue(_threads));
        var (filter, alsWeight) = _filters.Read(parsed, Model.Files, als.Seed);
        return parsed.GetValue(_model) switch
        {
            ModelNames.ItemKnn => OnePieceTunable.ItemKnn(splits),
            ModelNames.Bpr => OnePieceTunable.Bpr(splits, als.Seed, threads),
            ModelNames.Ease => OnePieceTunable.Ease(splits, threads),
            ModelNames.GraphFilter => FilterTunables.Filter(splits, filter, threads),
            ModelNames.FilterBlend => FilterTunables.Blend(splits, filter, als, alsWeight, threads),
            _ => new AlsTunable(splits, als, parsed.GetValue(_patience), threads),
        };
    }

    public SearchSpace Space(ParseResult parsed, ITunable tunable) =>
        SearchSpace.Parse(parsed.GetValue(_space) ?? Spaces[tunable.Model], tunable.Options);

    public TuningOptions Options(ParseResult parsed, ITunable tunable)
    {
        var model = Model.Read(parsed);
        return new TuningOptions
        {
            Search = parsed.GetValue(_search) ?? (tunable.IsResumable ? TuningSearch.Halving : TuningSearch.Random),
            Trials = parsed.GetValue(_trials),
            Bracket = parsed.GetValue(_bracket),
            FirstResource = parsed.GetValue(_firstSweeps),
            MaxResource = model.Sweeps,
            Seed = parsed.GetValue(_searchSeed) ?? model.Seed,
        }.Validated();
    }

    /// <summary>Time for the trials.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: out of range.</exception>
    public TimeSpan Budget(ParseResult parsed) =>
        parsed.GetValue(_budget) is var seconds and > 0 and <= MaxBudgetSeconds
        ? TimeSpan.FromSeconds(seconds)
        : throw new AyniException(
            ErrorCodes.Invalid,
            $"--budget is {parsed.GetValue(_budget)} seconds; it must be over 0 to {MaxBudgetSeconds}.");

    /// <summary>Where the winner goes; null for nowhere.</summary>
    public string? Store(ParseResult parsed) => parsed.GetValue(_store)?.FullName;

    /// <summary>
    /// The winner's options as the command line has them; of ALS and the filters those that were not searched, too.
    /// The blend's are without those of ALS, which have a file of their own.
    /// </summary>
    public OptionValues Settled(ParseResult parsed, ITunable tunable, TrialResult best)
    {
        var isAls = tunable.Model == ModelNames.Als;
        var settled = tunable.Model switch
        {
            ModelNames.Als => Model.Settled(parsed),
            ModelNames.GraphFilter => _filters.Settled(parsed, Model.Files, isBlend: false),
            ModelNames.FilterBlend => _filters.Settled(parsed, Model.Files, isBlend: true),
            _ => new OptionValues([]),
        };
        foreach (var (name, value) in best.Options.All)
            settled = settled.With(name, value);
        var sweeps = best.Score?.BestResource ?? 0;
        return isAls ? settled.With(AlsTunable.Sweeps, sweeps.ToString(CultureInfo.InvariantCulture)) : settled;
    }

    private static Option<T> Valued<T>(string name, string description, T value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
    };
}
