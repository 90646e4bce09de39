using Ayni.Grains.Training;
using Ayni.Numerics;
using Ayni.Ranking;
using Ayni.Recommenders;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Reranking;

/// <summary>
/// Measures a learned re-ranker against the blend it re-ranks: over folds of shoppers, weights of the blend and trees
/// are learnt on the others, and every shopper's pool is ranked by both.
/// </summary>
internal sealed class RerankStudy
{
    private const int HashSeed = 17;

    /// <summary>One training shopper in so many says when to stop growing.</summary>
    private const int ValidationShare = 6;

    /// <summary>With fewer shoppers to learn from there is nothing to learn.</summary>
    private const int MinTeachers = 20;

    private readonly RerankData _data;
    private readonly RerankParts _parts;
    private readonly ItemFacts _facts;
    private readonly RerankOptions _options;
    private readonly ParallelOptions _parallel;
    private readonly IProgress<StepProgress> _progress;
    private readonly RerankQuestion[] _questions;
    private readonly IReadOnlyList<double>? _weights;

    /// <param name="data">The log, split.</param>
    /// <param name="parts">Parts fitted before the cutoff.</param>
    /// <param name="labels">What the catalogue says.</param>
    /// <param name="options">Pools, folds, trees.</param>
    /// <param name="parallel">Threads.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="weights">Weights of the blend, one a part; null: learnt, as the trees are.</param>
    public RerankStudy(
        RerankData data,
        RerankParts parts,
        ItemLabels labels,
        RerankOptions options,
        ParallelOptions parallel,
        IProgress<StepProgress> progress,
        IReadOnlyList<double>? weights = null)
    {
        (_data, _parts, _options, _parallel, _progress) = (data, parts, options, parallel, progress);
        _weights = weights;
        _facts = ItemFacts.Of(data.Events, parts.Evidence, labels);
        progress.Report(new StepProgress("Asking the parts", 0, 0, "shoppers"));
        _questions = Ask();
        progress.Report(new StepProgress("Asking the parts", 1, _questions.Length, "shoppers"));
    }

    public IReadOnlyList<RerankQuestion> Questions => _questions;

    public IEnumerable<string> PartNames => _parts.Parts.Select(part => part.Name);

    public RerankFigures Run()
    {
        var figures = new RerankFigures([.. _parts.Parts.Select(part => part.Name)], _questions.Length);
        for (var fold = 0; fold < _options.Folds; fold++)
        {
            _parallel.CancellationToken.ThrowIfCancellationRequested();
            var others = Places(place => FoldOf(place) != fold);
            var asked = Places(place => FoldOf(place) == fold);
            var (features, ranker) = Learn(others);
            foreach (var place in asked)
                Measure(figures, place, features, ranker);
            figures.AddTrees(ranker.Trees);
            _progress.Report(new StepProgress(
                "Learning and ranking", (fold + 1.0) / _options.Folds, fold + 1, "folds"));
        }

        return figures;
    }

    /// <summary>Trees grown on all shoppers: those that serve.</summary>
    public TreeEnsemble Grow() => Learn(Places(_ => true)).Ranker;

    /// <summary>Learns the blend and the trees of some shoppers.</summary>
    private (FeatureRows Features, TreeEnsemble Ranker) Learn(int[] shoppers)
    {
        var weights = _weights ?? BlendLearner.Learn(
            _parts.Parts, _data.Train, HeldOutOf(shoppers), options: null, _parallel).Weights;
        var features = new FeatureRows(
            new CandidateFeatures([.. _parts.Parts.Select(part => part.Name)], weights, _facts), weights);
        var teachers = Array.FindAll(shoppers, place => _questions[place].Teaches);
        if (teachers.Length < MinTeachers)
        {
            throw new Ayni.Domain.Errors.AyniException(
                Ayni.Domain.Errors.ErrorCodes.Invalid,
                $"{teachers.Length} shoppers bought something of their pools; {MinTeachers} are needed to learn from: "
                + "import more, or raise --test-days or --pool.");
        }

        var lists = features.ListsOf([.. teachers.Select(place => _questions[place])]);
        var isValidation = Array.ConvertAll(
            teachers, place => _questions[place].Hash / (ulong)_options.Folds % ValidationShare == 0);
        var ranker = LambdaMart.Fit(
            lists.Select([.. Enumerable.Range(0, teachers.Length).Where(list => !isValidation[list])]),
            lists.Select([.. Enumerable.Range(0, teachers.Length).Where(list => isValidation[list])]),
            _options.Trees);
        return (features, ranker);
    }

    private void Measure(RerankFigures figures, int place, FeatureRows features, TreeEnsemble ranker)
    {
        var question = _questions[place];
        var rows = features.Of(question);
        var scores = new double[question.Pool.Items.Length];
        for (var candidate = 0; candidate < scores.Length; candidate++)
            scores[candidate] = ranker.Score(rows.AsSpan(candidate * features.Width, features.Width));
        var blend = Array.ConvertAll(question.Pool.Blend(features.Weights), score => (double)score);
        for (var part = 0; part < _parts.Parts.Count; part++)
        {
            var alone = Array.ConvertAll(question.Pool.Scores[part], score => (double)score);
            figures.Parts[part][place] = question.Ndcg(alone, _options.Cutoff);
        }

        figures.Blend[place] = question.Ndcg(blend, _options.Cutoff);
        figures.Reranked[place] = question.Ndcg(scores, _options.Cutoff);
        figures.AddReasons(ranker, rows, scores, _options.Cutoff);
    }

    private RerankQuestion[] Ask()
    {
        var users = Enumerable.Range(0, _data.Bought.Rows).Where(user => _data.Bought.RowLength(user) > 0).ToArray();
        var questions = new RerankQuestion[users.Length];
        Parallel.For(0, users.Length, _parallel, place => questions[place] = Ask(users[place]));
        return questions;
    }

    private RerankQuestion Ask(int user)
    {
        var scores = _parts.Parts.Select(part =>
        {
            var ofPart = new float[_data.Train.Columns];
            part.Score([user], ofPart);
            foreach (var met in _data.Train.RowColumns(user))
                ofPart[met] = float.NaN;
            return ofPart;
        }).ToArray();
        var ago = _data.Events.SecondsAgoOf(user);
        return new RerankQuestion(
            user,
            HoldOut.Hash(HashSeed, _data.UserIds[user]),
            CandidatePool.Of(scores, _options.PoolSize),
            new ShopperTaste(_parts.Histories.Of(user), ago.Length == 0 ? 0 : ago[^1], _facts.Labels),
            _data.Bought.RowColumns(user).ToArray());
    }

    /// <summary>One bought item of each of some shoppers: the blend is learnt on one a user.</summary>
    private CsrMatrix HeldOutOf(int[] shoppers)
    {
        var chosen = Array.ConvertAll(shoppers, place => _questions[place]);
        return CsrMatrix.FromTriples(
            _data.Train.Rows,
            _data.Train.Columns,
            Array.ConvertAll(chosen, question => question.User),
            Array.ConvertAll(chosen, question => question.Bought[(int)(question.Hash % (ulong)question.Bought.Length)]),
            Array.ConvertAll(chosen, _ => 1f));
    }

    private int FoldOf(int place) => (int)(_questions[place].Hash % (ulong)_options.Folds);

    private int[] Places(Predicate<int> isTaken) =>
        [.. Enumerable.Range(0, _questions.Length).Where(place => isTaken(place))];
}
