using System.CommandLine;
using Ayni.Domain.Errors;
using Ayni.Grains.Training;
using Ayni.Recommenders;
using Ayni.Trainer.Terminal;
using Ayni.Trainer.Training;

namespace Ayni.Trainer.Evaluating;

/// <summary>The options of <c>evaluate</c> that say which models are fitted, and how.</summary>
internal sealed class RecommenderArguments
{
    private const int MaxDays = 3_660;

    private readonly Option<string[]> _models = CommandOptions.Names(
        "--models",
        $"Models, of {string.Join(", ", ModelNames.All)}, with times also {ModelNames.PopularityDecay}, "
        + $"with sequences {ModelNames.Transitions} and {ModelNames.Blend}, with baskets and with times "
        + $"{ModelNames.OwnFrequency}, {ModelNames.FilledFrequency} and {ModelNames.NextBasket}; or all. "
        + "Others are compared with the first.",
        [.. ModelNames.Usual]);

    private readonly Option<int> _neighbours = Valued(
        "--neighbours", "Neighbours of an item in item-kNN.", new ItemKnnOptions().Neighbours);

    private readonly Option<ItemKnnWeighting> _weighting = Valued(
        "--knn-weighting", "How item-kNN weights an entry.", new ItemKnnOptions().Weighting);

    private readonly Option<int> _popularityDays = Valued(
        "--popularity-half-life-days", "popularity-decay: days after which an interaction counts half.", 30);

    private readonly RivalArguments _rivals = new();
    private readonly FilterArguments _filters = new();
    private readonly EmbeddingArguments _embeddings = new();

    /// <summary>Options of ALS and of the weights.</summary>
    public ModelArguments Als { get; } = new(
        ModelNames.ItemKnn, ModelNames.Ease, ModelNames.Bpr, ModelNames.GraphFilter, ModelNames.FilterBlend);

    /// <summary>Options of the models that know an order.</summary>
    public SequenceArguments Sequences { get; } = new();

    /// <summary>Options of next-basket.</summary>
    public BasketArguments Baskets { get; } = new();

    public void AddTo(Command command)
    {
        command.Add(_models);
        command.Add(_popularityDays);
        command.Add(_neighbours);
        command.Add(_weighting);
        Als.AddTo(command);
        _rivals.AddTo(command);
        Sequences.AddTo(command);
        Baskets.AddTo(command);
        _filters.AddTo(command);
        _embeddings.AddTo(command);
    }

    /// <summary>Whether the command line names models.</summary>
    public bool AreNamed(ParseResult parsed) => parsed.IsGiven(_models);

    /// <summary>Whether a model is named that takes a split by time.</summary>
    public bool NeedTimes(ParseResult parsed) =>
        (parsed.GetValue(_models) ?? []).Any(name => name is ModelNames.PopularityDecay or ModelNames.Everything);

    /// <summary>Half-life of an interaction in popularity-decay.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: out of range.</exception>
    public TimeSpan PopularityHalfLife(ParseResult parsed) =>
        parsed.GetValue(_popularityDays) is var days and >= 1 and <= MaxDays
            ? TimeSpan.FromDays(days)
            : throw new AyniException(
                ErrorCodes.Invalid,
                $"{_popularityDays.Name} is {parsed.GetValue(_popularityDays)}; it must be 1 to {MaxDays}.");

    /// <summary>The models in the order asked for, with their options.</summary>
    /// <exception cref="AyniException">
    /// <c>invalid</c>: no such model. <c>not_found</c>: no such options file.
    /// </exception>
    public ComparedRecommenders Read(
        ParseResult parsed, int threads, SplitChoice choice, bool ofSequences, bool ofBaskets)
    {
        var knn = Als.Files.Find(parsed, ModelNames.ItemKnn, _neighbours, _weighting);
        var als = AlsOptions.From(Als.Read(parsed)).Validated();
        return new ComparedRecommenders
        {
            Names = Names(parsed, choice, ofSequences, ofBaskets),
            Threads = threads,
            Als = als,
            ItemKnn = new ItemKnnOptions
            {
                Neighbours = OptionsFile.Value(parsed, _neighbours, knn),
                Weighting = OptionsFile.Value(parsed, _weighting, knn),
            }.Validated(),
            Bpr = _rivals.Bpr(parsed, Als.Files, als.Seed).Validated(),
            Ease = _rivals.Ease(parsed, Als.Files).Validated(),
            Sequences = ofSequences ? Sequences.Read(parsed) : null,
            Filters = _filters.Read(parsed, Als.Files, als.Seed),
            Embeddings = _embeddings.Read(parsed, als.Seed),
            NextBasket = Baskets.Read(parsed),
        };
    }

    private IReadOnlyList<string> Names(
        ParseResult parsed, SplitChoice choice, bool ofSequences, bool ofBaskets)
    {
        if (ofBaskets && !parsed.IsGiven(_models))
            return ModelNames.UsualOfBaskets;
        if (ofSequences && !parsed.IsGiven(_models))
            return ModelNames.UsualOfSequences;
        return ModelNames.Check(parsed.GetValue(_models) ?? [], choice.Kind switch
        {
            _ when ofSequences => ModelNames.OfSequences,
            _ when ofBaskets => ModelNames.OfBaskets,
            SplitKinds.Time or SplitKinds.Replay => ModelNames.OfTimes,
            _ => ModelNames.All,
        });
    }

    private static Option<T> Valued<T>(string name, string description, T value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
    };
}
