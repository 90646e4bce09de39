using System.CommandLine;
using Ayni.Domain.Errors;
using Ayni.Ranking;

namespace Ayni.Trainer.Reranking;

/// <summary>The options of <c>rerank</c> that say what is held out, and how trees are grown.</summary>
internal sealed class RerankArguments
{
    private const int MaxDays = 3_660;

    private static readonly RerankOptions Study = new();
    private static readonly LambdaMartOptions Trees = new();

    private readonly Option<int> _days = Valued(
        "--test-days", "Newest days to learn from and to test on, by folds of shoppers.", 30);

    private readonly Option<int> _pool = Valued("--pool", "Best products of each part to re-rank.", Study.PoolSize);
    private readonly Option<int> _folds = Valued("--folds", "Folds of shoppers.", Study.Folds);
    private readonly Option<int> _most = Valued("--trees", "Most trees.", Trees.MaxTrees);
    private readonly Option<int> _leaves = Valued("--leaves", "Leaves of a tree.", Trees.Leaves);
    private readonly Option<double> _rate = Valued("--rate", "Learning rate.", Trees.LearningRate);
    private readonly Option<int> _rows = Valued("--min-leaf-rows", "Fewest candidates of a leaf.", Trees.MinLeafRows);
    private readonly Option<RankingEngine> _engine = Valued("--engine", "What grows the trees.", Trees.Engine);
    private readonly Option<int> _threads = Valued("--threads", "Threads; 0 for one a processor.", 0);

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _days, _pool, _folds, _most, _leaves, _rate, _rows, _engine, _threads })
            command.Add(option);
    }

    /// <summary>What is held out.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: out of range.</exception>
    public TimeSpan ReadDays(ParseResult parsed) => parsed.GetValue(_days) is >= 1 and <= MaxDays and var days
        ? TimeSpan.FromDays(days)
        : throw new AyniException(
            ErrorCodes.Invalid, $"--test-days is {parsed.GetValue(_days)}; it must be 1 to {MaxDays}.");

    public int ReadThreads(ParseResult parsed) => parsed.GetValue(_threads);

    public RerankOptions Read(ParseResult parsed) => new RerankOptions
    {
        PoolSize = parsed.GetValue(_pool),
        Folds = parsed.GetValue(_folds),
        Trees = Trees with
        {
            MaxTrees = parsed.GetValue(_most),
            Leaves = parsed.GetValue(_leaves),
            LearningRate = parsed.GetValue(_rate),
            MinLeafRows = parsed.GetValue(_rows),
            Engine = parsed.GetValue(_engine),
        },
    }.Validated();

    private static Option<T> Valued<T>(string name, string description, T value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
    };
}
