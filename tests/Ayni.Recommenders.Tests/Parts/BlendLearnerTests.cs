using Ayni.Numerics;

namespace Ayni.Recommenders.Tests;

public sealed class BlendLearnerTests
{
    private const int Users = 200;
    private const int Items = 60;

    private static readonly ParallelOptions OneThread = new() { MaxDegreeOfParallelism = 1 };

    /// <summary>Every item is somebody's, and so a candidate.</summary>
    private static readonly CsrMatrix Train = Rows(user => user % Items);

    private static readonly CsrMatrix HeldOut = Rows(user => ((user * 7) + 1) % Items == user % Items
        ? (user + 1) % Items
        : ((user * 7) + 1) % Items);

    [Fact]
    public void Learn_TwoPartsThatKnowHalfEach_WeighsBoth()
    {
        var learnt = Learn(Knowing("even", user => user % 2 == 0), Knowing("odd", user => user % 2 == 1));

        Assert.All(learnt.Weights, weight => Assert.True(weight > 0));
        Assert.True(learnt.Ndcg > 1.5 * learnt.NdcgAlone.Max());
    }

    [Fact]
    public void Learn_PartThatAddsNothing_GetsNoWeight()
    {
        var learnt = Learn(Knowing("all", _ => true), Noise("noise"), Silent("silent"));

        Assert.Equal([false, true, true], learnt.Weights.Select(weight => weight == 0));
        Assert.Equal(1, learnt.Ndcg, 1e-9);
        Assert.Equal(0, learnt.NdcgAlone[2]);
    }

    [Fact]
    public void Learn_AllSilent_WeighsNothing() => Assert.All(
        Learn(Silent("one"), Silent("other")).Weights, weight => Assert.Equal(0, weight));

    [Fact]
    public void Learn_PartInOtherUnits_IsWeighedAsMuch()
    {
        var learnt = Learn(
            Knowing("even", user => user % 2 == 0), Knowing("odd", user => user % 2 == 1, scale: 1000));

        Assert.All(learnt.Weights, weight => Assert.True(weight > 0));
        Assert.True(learnt.Weights[1] < learnt.Weights[0] / 50);
    }

    [Fact]
    public void Learn_Threads_ChangeNoWeight()
    {
        IRecommender[] parts =
            [Knowing("even", user => user % 2 == 0), Noise("noise"), Knowing("third", user => user % 3 == 1)];

        var one = BlendLearner.Learn(parts, Train, HeldOut, options: null, OneThread);
        var four = BlendLearner.Learn(
            parts, Train, HeldOut, options: null, new ParallelOptions { MaxDegreeOfParallelism = 4 });

        Assert.Equal(one.Weights.AsEnumerable(), four.Weights);
        Assert.Equal(one.Ndcg, four.Ndcg);
    }

    [Fact]
    public void Learn_NobodyHeldOut_WeighsNothing()
    {
        var nobody = CsrMatrix.FromTriples(Users, Items, [], [], []);
        var learnt = BlendLearner.Learn([Knowing("all", _ => true)], Train, nobody, options: null, OneThread);
        Assert.Equal(0, learnt.Ndcg);
    }

    [Fact]
    public void Learn_NoPart_IsRefused() => Assert.Throws<ArgumentException>(() => Learn());

    [Fact]
    public void Learn_Cancelled_Stops()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => BlendLearner.Learn(
            [Noise("noise")], Train, HeldOut, options: null, new ParallelOptions { CancellationToken = stop.Token }));
    }

    [Fact]
    public void BlendLearningOptions_Bounds_AreHeld()
    {
        Assert.NotNull(new BlendLearningOptions().Validated());
        BlendLearningOptions largest = new() { PoolSize = 10_000, Cutoff = 1_000, MinGainErrors = 10, MaxRounds = 100 };
        Assert.Same(largest, largest.Validated());
        Assert.All(
            (BlendLearningOptions[])
            [
                new() { PoolSize = 9 }, new() { PoolSize = 10_001 }, new() { Cutoff = 0 }, new() { Cutoff = 1_001 },
                new() { MinGainErrors = -0.1 }, new() { MinGainErrors = 10.1 }, new() { MaxRounds = 0 },
                new() { MaxRounds = 101 },
            ],
            options => Assert.Throws<ArgumentOutOfRangeException>(options.Validated));
    }

    private static LearnedBlend Learn(params IRecommender[] parts) =>
        BlendLearner.Learn(parts, Train, HeldOut, options: null, OneThread);

    private static CsrMatrix Rows(Func<int, int> itemOf) => CsrMatrix.FromTriples(
        Users, Items, [.. Enumerable.Range(0, Users)], [.. Enumerable.Range(0, Users).Select(itemOf)],
        [.. Enumerable.Repeat(1f, Users)]);

    /// <summary>Puts the held-out item of those it knows first; of the others it says something else.</summary>
    private static FixedScores Knowing(string name, Func<int, bool> knows, float scale = 1) => new(
        name,
        (user, item) => scale * (knows(user) && HeldOut.RowColumns(user)[0] == item ? 1 : Hash(user, item) * 0.5f));

    private static FixedScores Noise(string name) => new(name, (user, item) => Hash(item, user + 99));

    private static FixedScores Silent(string name) => new(name, (_, _) => float.NaN);

    private static float Hash(int one, int other) =>
        (SplitMix64.Mix(((ulong)one << 32) + (uint)other) >> 40) / (float)(1 << 24);

    private sealed class FixedScores(string name, Func<int, int, float> score) : IRecommender
    {
        public string Name => name;

        public int Items => BlendLearnerTests.Items;

        public void Fit(CsrMatrix weights, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public void Score(ReadOnlySpan<int> users, Span<float> scores)
        {
            for (var slot = 0; slot < users.Length; slot++)
            {
                for (var item = 0; item < Items; item++)
                    scores[(slot * Items) + item] = score(users[slot], item);
            }
        }

        public void ScoreHistories(CsrMatrix histories, ReadOnlySpan<int> rows, Span<float> scores) =>
            throw new NotSupportedException();

        public IReadOnlyList<ScoredIndex> Explain(int user, int item) => [];
    }
}
