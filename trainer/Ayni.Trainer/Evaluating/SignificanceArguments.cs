using System.CommandLine;
using Ayni.Recommenders;

namespace Ayni.Trainer.Evaluating;

/// <summary>The options of <c>evaluate</c> about candidates, segments, intervals and tests.</summary>
internal sealed class SignificanceArguments
{
    private static readonly EvaluationOptions Figures = new();
    private static readonly SignificanceOptions Samples = new();

    private readonly Option<bool> _includeSeen = new("--include-seen")
    {
        Description = "What a user has in train stays a candidate and, if met again, counts.",
    };

    private readonly Option<int> _cold = Valued(
        "--cold-entries", "Most train entries of a cold user.", Figures.ColdUserEntries);

    private readonly Option<int> _light = Valued(
        "--light-entries", "Most train entries of a light user.", Figures.LightUserEntries);

    private readonly Option<double> _head = Valued(
        "--head-share", "Share of the candidates that are the head, the most popular.", Figures.HeadItemShare);

    private readonly Option<int> _resamples = Valued("--resamples", "Bootstrap samples of users.", Samples.Resamples);
    private readonly Option<int> _permutations = Valued(
        "--permutations", "Sign patterns of the paired test.", Samples.Permutations);

    private readonly Option<double> _confidence = Valued(
        "--confidence", "Confidence of intervals.", Samples.Confidence);

    private readonly Option<int> _threads = Valued("--threads", "Threads; 0 for one a processor.", 0);

    public void AddTo(Command command)
    {
        foreach (var option in new Option[]
        {
            _includeSeen, _cold, _light, _head, _resamples, _permutations, _confidence, _threads,
        })
        {
            command.Add(option);
        }
    }

    public int Threads(ParseResult parsed) => parsed.GetValue(_threads);

    public EvaluationOptions Evaluation(ParseResult parsed) => new EvaluationOptions
    {
        ExcludeSeen = !parsed.GetValue(_includeSeen),
        ColdUserEntries = parsed.GetValue(_cold),
        LightUserEntries = parsed.GetValue(_light),
        HeadItemShare = parsed.GetValue(_head),
        Threads = parsed.GetValue(_threads),
    }.Validated();

    public SignificanceOptions Significance(ParseResult parsed) => new SignificanceOptions
    {
        Resamples = parsed.GetValue(_resamples),
        Permutations = parsed.GetValue(_permutations),
        Confidence = parsed.GetValue(_confidence),
        Threads = parsed.GetValue(_threads),
    }.Validated();

    private static Option<T> Valued<T>(string name, string description, T value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
    };
}
