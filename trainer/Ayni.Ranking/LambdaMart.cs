using Ayni.Recommenders;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace Ayni.Ranking;

/// <summary>
/// LambdaMART (Burges 2010): boosted trees whose gradients are the changes of NDCG when two candidates of a list change
/// places. The library grows the trees; what comes out are arrays that serve without it.
/// </summary>
/// <remarks>Same lists, options and engine: same trees, whatever the threads.</remarks>
public static class LambdaMart
{
    private const string Features = nameof(RankingRow.Features);
    private const string Label = nameof(RankingRow.Label);
    private const string List = nameof(RankingRow.List);

    /// <summary>FastTree asks for gains of five labels; there are two.</summary>
    private static readonly double[] FastTreeGains = [0, 1, 3, 7, 15];

    /// <summary>Learns.</summary>
    /// <param name="train">Lists to learn from; each has a candidate that was taken, and one that was not.</param>
    /// <param name="validation">Lists that say how many trees are kept; same features.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">No lists, or other features.</exception>
    public static TreeEnsemble Fit(RankedLists train, RankedLists validation, LambdaMartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(validation);
        options = (options ?? new LambdaMartOptions()).Validated();
        if (train.Count == 0 || validation.Count == 0)
            throw new ArgumentException($"{train.Count} lists to learn from and {validation.Count} to validate on.");
        if (!train.Names.SequenceEqual(validation.Names))
            throw new ArgumentException("The lists have other features.", nameof(validation));
        var trees = EngineOf(options) == RankingEngine.FastTree
            ? FastTree(train, options)
            : LightGbm(train, options);
        return BestOf(LibraryTrees.Convert(trees, train.Names), validation, options.Cutoff).WithMeansOf(train);
    }

    /// <summary>What grows trees by these options on this machine.</summary>
    public static RankingEngine EngineOf(LambdaMartOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Engine != RankingEngine.Auto ? options.Engine
            : LightGbmLibrary.CanLoad ? RankingEngine.LightGbm
            : RankingEngine.FastTree;
    }

    /// <summary>
    /// The first trees that rank the validation lists best; of equal numbers the fewest. Rejected: the library's own
    /// stopping, for ML.NET 5.0.1 takes all lists of a validation set but the first for one.
    /// </summary>
    private static TreeEnsemble BestOf(TreeEnsemble trees, RankedLists validation, int cutoff)
    {
        var sums = new double[validation.Labels.Length];
        var (best, kept) = (double.NegativeInfinity, 0);
        for (var tree = 0; tree < trees.Trees; tree++)
        {
            for (var candidate = 0; candidate < sums.Length; candidate++)
                sums[candidate] += trees.ScoreOf(tree, validation.RowOf(candidate));
            var ndcg = validation.Ndcg(sums, cutoff);
            if (ndcg > best)
                (best, kept) = (ndcg, tree + 1);
        }

        return trees.First(kept);
    }

    private static RegressionTreeEnsemble LightGbm(RankedLists train, LambdaMartOptions options)
    {
        var context = new MLContext(options.Seed);
        var trainer = context.Ranking.Trainers.LightGbm(new LightGbmRankingTrainer.Options
        {
            FeatureColumnName = Features,
            LabelColumnName = Label,
            RowGroupColumnName = List,
            NumberOfIterations = options.MaxTrees,
            NumberOfLeaves = options.Leaves,
            LearningRate = options.LearningRate,
            MinimumExampleCountPerLeaf = options.MinLeafRows,
            CustomGains = [0, 1],
            Seed = options.Seed,
            NumberOfThreads = options.Threads,
            Deterministic = true,
            ForceRowWise = true,
            UseCategoricalSplit = false,
            Silent = true,
            Booster = new GradientBooster.Options { L2Regularization = options.L2Regularization },
        });
        return trainer.Fit(ViewOf(context, train)).Model.TrainedTreeEnsemble;
    }

    private static RegressionTreeEnsemble FastTree(RankedLists train, LambdaMartOptions options)
    {
        var context = new MLContext(options.Seed);
        var trainer = context.Ranking.Trainers.FastTree(new FastTreeRankingTrainer.Options
        {
            FeatureColumnName = Features,
            LabelColumnName = Label,
            RowGroupColumnName = List,
            NumberOfTrees = options.MaxTrees,
            NumberOfLeaves = options.Leaves,
            LearningRate = options.LearningRate,
            MinimumExampleCountPerLeaf = options.MinLeafRows,
            CustomGains = FastTreeGains,
            Seed = options.Seed,
            NumberOfThreads = options.Threads,
        });
        return trainer.Fit(ViewOf(context, train)).Model.TrainedTreeEnsemble;
    }

    private static IDataView ViewOf(MLContext context, RankedLists lists)
    {
        var schema = SchemaDefinition.Create(typeof(RankingRow));
        schema[Features].ColumnType = new VectorDataViewType(NumberDataViewType.Single, lists.Width);
        schema[List].ColumnType = new KeyDataViewType(typeof(uint), (ulong)Math.Max(1, lists.Count));
        return context.Data.LoadFromEnumerable(Rows(lists), schema);
    }

    private static IEnumerable<RankingRow> Rows(RankedLists lists)
    {
        for (var list = 0; list < lists.Count; list++)
        {
            for (var candidate = lists.Starts[list]; candidate < lists.Starts[list + 1]; candidate++)
            {
                // Keys count from 1: 0 is a missing one.
                yield return new RankingRow
                {
                    List = (uint)list + 1,
                    Label = lists.Labels[candidate],
                    Features = lists.RowOf(candidate).ToArray(),
                };
            }
        }
    }
}
