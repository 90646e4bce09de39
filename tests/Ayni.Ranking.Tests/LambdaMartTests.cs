using Ayni.Recommenders;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;

namespace Ayni.Ranking.Tests;

public sealed class LambdaMartTests
{
    private static readonly LambdaMartOptions Small = new() { MaxTrees = 60, Leaves = 8, MinLeafRows = 20 };

    private static readonly RankedLists Train = SampleLists.Make(300, seed: 1);
    private static readonly RankedLists Validation = SampleLists.Make(60, seed: 2);
    private static readonly RankedLists Test = SampleLists.Make(100, seed: 3);

    [Theory]
    [InlineData(RankingEngine.LightGbm)]
    [InlineData(RankingEngine.FastTree)]
    public void Fit_ListsWithAnOrder_FindsIt(RankingEngine engine)
    {
        var trees = LambdaMart.Fit(Train, Validation, Small with { Engine = engine });

        var alone = Enumerable.Range(0, Test.Labels.Length).Select(place => (double)Test.RowOf(place)[0]).ToArray();
        var found = Test.Ndcg(SampleLists.Scores(trees, Test), 10);
        Assert.InRange(found, Test.Ndcg(alone, 10) + 0.1, 1);
        Assert.InRange(trees.Trees, 1, Small.MaxTrees + 1);
    }

    [Theory]
    [InlineData(RankingEngine.LightGbm)]
    [InlineData(RankingEngine.FastTree)]
    public void Fit_AnyThreads_SameBits(RankingEngine engine)
    {
        var one = LambdaMart.Fit(Train, Validation, Small with { Engine = engine, Threads = 1 });
        var two = LambdaMart.Fit(Train, Validation, Small with { Engine = engine, Threads = 2 });

        Assert.Equal(one.ToSafeTensors(), two.ToSafeTensors());
    }

    [Theory]
    [InlineData(RankingEngine.LightGbm)]
    [InlineData(RankingEngine.FastTree)]
    public void Explain_AnyRow_AddsUpToTheScore(RankingEngine engine)
    {
        var trees = LambdaMart.Fit(Train, Validation, Small with { Engine = engine });
        var (parts, sizes) = (new double[3], new double[3]);
        for (var candidate = 0; candidate < Test.Labels.Length; candidate++)
        {
            trees.Explain(Test.RowOf(candidate), parts);
            Assert.Equal(trees.Score(Test.RowOf(candidate)), trees.Bias + parts.Sum(), 1e-9);
            for (var part = 0; part < parts.Length; part++)
                sizes[part] += Math.Abs(parts[part]);
        }

        // c decides nothing.
        Assert.True(sizes[2] < sizes[0] / 5 && sizes[2] < sizes[1] / 5);
    }

    [Fact]
    public void Convert_LibrarysTrees_ScoreAsTheLibraryDoes()
    {
        var context = new MLContext(1);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 3);
        schema[nameof(Row.List)].ColumnType = new KeyDataViewType(typeof(uint), (ulong)Train.Count);
        var view = context.Data.LoadFromEnumerable(
            Enumerable.Range(0, Train.Labels.Length).Select(candidate => new Row
            {
                List = (uint)(candidate / SampleLists.Length) + 1,
                Label = Train.Labels[candidate],
                Features = Train.RowOf(candidate).ToArray(),
            }),
            schema);
        var model = context.Ranking.Trainers.LightGbm(new LightGbmRankingTrainer.Options
        {
            FeatureColumnName = nameof(Row.Features),
            LabelColumnName = nameof(Row.Label),
            RowGroupColumnName = nameof(Row.List),
            CustomGains = [0, 1],
            NumberOfIterations = 30,
            NumberOfThreads = 1,
            Silent = true,
        }).Fit(view);
        var expected = model.Transform(view).GetColumn<float>("Score").ToArray();

        var trees = LibraryTrees.Convert(model.Model.TrainedTreeEnsemble, Train.Names);

        Assert.Equal(expected, SampleLists.Scores(trees, Train).Select(score => (float)score));
    }

    [Fact]
    public void Fit_NoListsOrOtherFeatures_IsRefused()
    {
        var none = Train.Select([]);
        var other = new RankedLists(["a"], [0, 1], [1], [1]);

        Assert.Throws<ArgumentException>(() => LambdaMart.Fit(none, Validation, Small));
        Assert.Throws<ArgumentException>(() => LambdaMart.Fit(Train, none, Small));
        Assert.Throws<ArgumentException>(() => LambdaMart.Fit(Train, other, Small));
    }

    [Fact]
    public void Validated_OutOfRange_IsNamed()
    {
        LambdaMartOptions[] wrong =
        [
            new() { MaxTrees = 0 }, new() { Leaves = 1 }, new() { LearningRate = 0 }, new() { MinLeafRows = 0 },
            new() { L2Regularization = double.NaN }, new() { Cutoff = 0 }, new() { Threads = 0 },
            new() { Engine = (RankingEngine)9 },
        ];

        Assert.Equal(new LambdaMartOptions(), new LambdaMartOptions().Validated());
        Assert.All(wrong, options => Assert.Throws<ArgumentOutOfRangeException>(options.Validated));
    }

    private sealed class Row
    {
        public uint List { get; set; }

        public float Label { get; set; }

        public float[] Features { get; set; } = [];
    }
}
