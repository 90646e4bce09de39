using System.CommandLine;
using Ayni.Content;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Recommenders;
using Ayni.Trainer.Evaluating;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Texts;
using Ayni.Trainer.Training;

namespace Ayni.Trainer.ColdStarting;

/// <summary>The options of <c>cold-start</c>.</summary>
internal sealed class ColdStartArguments
{
    private const string OfProducts = "products";
    private const string OfUsers = "users";

    private static readonly ColdStartOptions Defaults = new();

    private readonly Option<string> _of = Valued("--of", $"What is new: {OfProducts} or {OfUsers}.", OfProducts);
    private readonly PeriodArguments _testPeriod = new("test", "Newest time to test on");
    private readonly PositiveArguments _positives = new();
    private readonly Option<bool> _validate = new("--validate")
    {
        Description = "Measure on the days before those and on others hidden: to choose options by.",
    };

    private readonly Option<double> _hidden = Valued("--hidden-share", "Share hidden.", Defaults.HiddenShare);
    private readonly Option<int> _seed = Valued("--hidden-seed", "Seed of which.", Defaults.Seed);
    private readonly Option<double> _share = Valued(
        "--content-share", "Share of content in the mix.", Defaults.ContentShare);

    private readonly Option<double> _power = Valued(
        "--similarity-power", "Exponent of the cosine.", Defaults.SimilarityPower);

    private readonly Option<int> _neighbours = Valued(
        "--content-neighbours", "Neighbours of a product.", Defaults.Neighbours.Neighbours);

    private readonly Option<double> _category = Valued(
        "--category-scale", "Feature of a category in the factor map.", Defaults.Features.CategoryScale);

    private readonly Option<int> _threads = Valued("--threads", "Threads; 0 for one a processor.", 0);

    public ColdStartArguments() => _of.AcceptOnlyFromAmong(OfProducts, OfUsers);

    public StorageArguments Storage { get; } = new();

    public EncoderArguments Encoder { get; } = new();

    public ModelArguments Als { get; } = new();

    public void AddTo(Command command)
    {
        Storage.AddTo(command);
        foreach (var option in new Option[]
        {
            _of, _validate, _hidden, _seed, _share, _power, _neighbours, _category, _threads,
        })
        {
            command.Add(option);
        }

        _testPeriod.AddTo(command);
        _positives.AddTo(command);
        Encoder.AddTo(command);
        Als.AddTo(command);
    }

    public bool IsOfUsers(ParseResult parsed) => parsed.GetValue(_of) == OfUsers;

    public int Threads(ParseResult parsed) => parsed.GetValue(_threads);

    /// <summary>Length of the test period, and what is left out after it.</summary>
    /// <param name="parsed">Command line.</param>
    /// <param name="log">From the log's oldest interaction to its newest.</param>
    public (TimeSpan Period, TimeSpan Untouched) Test(ParseResult parsed, TimeSpan log)
    {
        var period = _testPeriod.Read(parsed) ?? TestLength.Of(log);
        return (period, parsed.GetValue(_validate) ? period : TimeSpan.Zero);
    }

    /// <summary>Refuses a length out of range before anything is read.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: out of range.</exception>
    public void CheckPeriod(ParseResult parsed) => _testPeriod.Read(parsed);

    /// <summary>What counts as a right answer.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: there is no such kind.</exception>
    public PositiveKind Positives(ParseResult parsed) => _positives.Read(parsed);

    /// <summary>What is hidden and how it is found; validation hides others than the test does.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public ColdStartOptions Read(ParseResult parsed) => new ColdStartOptions
    {
        HiddenShare = parsed.GetValue(_hidden),
        Seed = parsed.GetValue(_validate) ? ~parsed.GetValue(_seed) : parsed.GetValue(_seed),
        ContentShare = parsed.GetValue(_share),
        SimilarityPower = parsed.GetValue(_power),
        Text = Encoder.Read(parsed),
        Neighbours = new ContentNeighbourOptions { Neighbours = parsed.GetValue(_neighbours) },
        Features = new FeatureOptions { CategoryScale = parsed.GetValue(_category) },
    }.Validated();

    public EvaluationOptions Evaluation(ParseResult parsed) =>
        new EvaluationOptions { Cutoffs = [20], Threads = Threads(parsed) }.Validated();

    public SignificanceOptions Significance(ParseResult parsed) =>
        new SignificanceOptions { Threads = Threads(parsed) }.Validated();

    private static Option<T> Valued<T>(string name, string description, T value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
    };
}
