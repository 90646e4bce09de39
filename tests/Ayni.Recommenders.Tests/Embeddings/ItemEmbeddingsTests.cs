using Ayni.Numerics;

namespace Ayni.Recommenders.Tests;

public sealed class ItemEmbeddingsTests
{
    private const int Kinds = 4;
    private const int PerKind = 80;

    private static readonly EmbeddingOptions Small = new() { Dimensions = 16, Epochs = 4 };

    /// <summary>Sessions of eight items, all of one kind: item i is of kind i mod 4. The last item is met by nobody.
    /// </summary>
    private static readonly ItemSequences Sessions = MakeSessions();

    [Theory]
    [InlineData(EmbeddingMethod.SkipGram)]
    [InlineData(EmbeddingMethod.PmiVectors)]
    public void Fit_SessionsOfOneKind_BringsItsItemsTogether(EmbeddingMethod method)
    {
        var embeddings = Fit(method, threads: 1);

        var (same, other) = (0.0, 0.0);
        for (var item = 0; item < Kinds * 10; item++)
        {
            same += ScoreScan.Dot(embeddings.Of(item), embeddings.Of(item + Kinds));
            other += ScoreScan.Dot(embeddings.Of(item), embeddings.Of(item + 1));
        }

        Assert.True(same - other > 0.15 * Kinds * 10, $"{same / (Kinds * 10)} and {other / (Kinds * 10)}");
        Assert.True(embeddings.Of(Kinds * PerKind).IndexOfAnyExcept(0f) < 0);
        Assert.Equal(1, ScoreScan.Dot(embeddings.Of(0), embeddings.Of(0)), 1e-5);
    }

    [Theory]
    [InlineData(EmbeddingMethod.SkipGram)]
    [InlineData(EmbeddingMethod.PmiVectors)]
    public void Fit_AnyThreads_SameBits(EmbeddingMethod method)
    {
        Assert.Equal(Fit(method, threads: 1).ToSafeTensors(), Fit(method, threads: 3).ToSafeTensors());
        Assert.NotEqual(
            Fit(method, threads: 1).ToSafeTensors(),
            Fit(method, threads: 1, Small with { Dimensions = 17, Seed = 2 }).ToSafeTensors());
    }

    [Fact]
    public void Fit_Cancelled_Throws()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var parallel = new ParallelOptions { CancellationToken = cancelled.Token };

        Assert.ThrowsAny<OperationCanceledException>(() => SkipGram.Fit(Sessions, Small, parallel));
        Assert.ThrowsAny<OperationCanceledException>(
            () => PmiVectors.Fit(Sessions, Small, cancellationToken: cancelled.Token));
    }

    [Fact]
    public void Score_History_PrefersItsKind()
    {
        ISequenceRecommender model = Fitted();
        var scores = new float[model.Items];

        model.Score([2, 6, 10], scores);

        var best = Enumerable.Range(0, scores.Length).Where(item => !float.IsNaN(scores[item]))
            .OrderByDescending(item => scores[item]).Take(20);
        Assert.All(best, item => Assert.Equal(2, item % Kinds));
        Assert.True(float.IsNaN(scores[^1]));
        model.Score([], scores);
        Assert.All(scores, score => Assert.True(float.IsNaN(score)));
    }

    [Fact]
    public void Explain_Score_IsTheSumOfItsParts()
    {
        var model = new EmbeddingRecommender(EmbeddingMethod.PmiVectors, Small);
        model.Fit(Sessions.ToMatrix());
        var scores = new float[model.Items];
        model.Score([0], scores);

        var parts = model.Explain(0, 5);

        Assert.Equal(scores[5], parts.Sum(part => part.Score), 1e-4);
        Assert.Equal(parts.Order(), parts);
    }

    [Fact]
    public void ScoreHistories_RowOfAUser_IsThatUsersScores()
    {
        var model = new EmbeddingRecommender(EmbeddingMethod.SkipGram, Small);
        var matrix = Sessions.ToMatrix();
        model.Fit(matrix);
        var (own, folded) = (new float[model.Items], new float[model.Items]);

        model.Score([3], own);
        model.ScoreHistories(matrix, [3], folded);

        Assert.Equal(own, folded);
    }

    [Fact]
    public void Score_NotFitted_SaysSo()
    {
        var model = new EmbeddingRecommender(EmbeddingMethod.SkipGram);

        Assert.Equal(0, model.Items);
        Assert.Throws<InvalidOperationException>(() => model.Score([0], new float[1]));
        Assert.Throws<InvalidOperationException>(() => ((ISequenceRecommender)model).Score([0], new float[1]));
        Assert.Throws<InvalidOperationException>(() => model.Embeddings);
    }

    [Fact]
    public void SafeTensors_RoundTrip_IsTheSame()
    {
        var embeddings = Fit(EmbeddingMethod.PmiVectors, threads: 1);

        var read = ItemEmbeddings.FromSafeTensors(embeddings.ToSafeTensors());

        Assert.Equal(embeddings.ToSafeTensors(), read.ToSafeTensors());
        Assert.Equal("pmi-vectors", read.Method);
        Assert.Throws<InvalidDataException>(
            () => ItemEmbeddings.FromSafeTensors(new SafeTensorsBuilder().ToBytes()));
        Assert.Throws<ArgumentException>(() => new ItemEmbeddings("m", 2, [1, float.NaN]));
        Assert.Throws<ArgumentException>(() => new ItemEmbeddings("m", 2, [1]));
    }

    [Fact]
    public void Validated_OutOfRange_IsNamed()
    {
        EmbeddingOptions[] wrong =
        [
            new() { Dimensions = 1 }, new() { Window = 0 }, new() { Negatives = 0 }, new() { NegativeExponent = 2 },
            new() { Epochs = 0 }, new() { LearningRate = 0 }, new() { HistoryDecay = -1 },
        ];

        Assert.Equal(new EmbeddingOptions(), new EmbeddingOptions().Validated());
        Assert.All(wrong, options => Assert.Throws<ArgumentOutOfRangeException>(options.Validated));
    }

    private static EmbeddingRecommender Fitted()
    {
        var model = new EmbeddingRecommender(EmbeddingMethod.SkipGram, Small);
        model.Fit(Sessions);
        return model;
    }

    private static ItemEmbeddings Fit(EmbeddingMethod method, int threads, EmbeddingOptions? options = null) =>
        method == EmbeddingMethod.SkipGram
            ? SkipGram.Fit(
                Sessions, options ?? Small, new ParallelOptions { MaxDegreeOfParallelism = threads })
            : PmiVectors.Fit(Sessions, options ?? Small, threads);

    private static ItemSequences MakeSessions()
    {
        var random = new Random(5);
        var sessions = Enumerable.Range(0, 600).Select(session =>
            Enumerable.Range(0, 8).Select(_ => (random.Next(PerKind) * Kinds) + (session % Kinds)).ToArray());
        return ItemSequences.From((Kinds * PerKind) + 1, [.. sessions]);
    }
}
