using System.CommandLine;
using Ayni.Content;
using Ayni.Domain.Errors;
using Ayni.Recommenders;
using Ayni.Trainer.Storage;
using Ayni.Trainer.Texts;
using Ayni.Trainer.Training;

namespace Ayni.Trainer.ColdStarting;

/// <summary>The options of <c>cold-start</c>.</summary>
internal sealed class ColdStartArguments
{
    private const string OfProducts = "products";
    private const string OfUsers = "users";
    private const int MaxDays = 3_660;

    private static readonly ColdStartOptions Defaults = new();

    private readonly Option<string> _of = Valued("--of", $"What is new: {OfProducts} or {OfUsers}.", OfProducts);
    private readonly Option<int> _testDays = Valued("--test-days", "Newest days to test on.", 30);
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
            _of, _testDays, _validate, _hidden, _seed, _share, _power, _neighbours, _category, _threads,
        })
        {
            command.Add(option);
        }

        Encoder.AddTo(command);
        Als.AddTo(command);
    }

    public bool IsOfUsers(ParseResult parsed) => parsed.GetValue(_of) == OfUsers;

    public int Threads(ParseResult parsed) => parsed.GetValue(_threads);

    /// <summary>Length of the test period, and what is left out after it.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: out of range.</exception>
    public (TimeSpan Period, TimeSpan Untouched) Test(ParseResult parsed)
    {
        var days = parsed.GetValue(_testDays);
        if (days is < 1 or > MaxDays)
            throw new AyniException(ErrorCodes.Invalid, $"--test-days is {days}; it must be 1 to {MaxDays}.");
        var period = TimeSpan.FromDays(days);
        return (period, parsed.GetValue(_validate) ? period : TimeSpan.Zero);
    }

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
