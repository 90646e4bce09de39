namespace Ayni.Recommenders.Tests;

public sealed class BlendedSequenceRecommenderTests : SequenceRecommenderTests
{
    protected override ISequenceRecommender Create() => new BlendedSequenceRecommender(
        [(new TransitionRecommender(), 1), (new RecencyWeightedRecommender(new ItemKnnRecommender()), 0.5)]);

    [Fact]
    public void Score_TwoModels_AreBroughtToLengthOneAndWeighted()
    {
        var blend = new BlendedSequenceRecommender([(new Fixed([3, float.NaN, 4]), 1), (new Fixed([0, 0, 100]), 2)]);
        blend.Fit(ItemSequences.From(3, []));
        Assert.Equal([0.6f, 0, 2.8f], Scores(blend, [0]).Select(score => MathF.Round(score, 5)));
    }

    [Fact]
    public void Score_NoModelHasASay_IsNaN()
    {
        var blend = new BlendedSequenceRecommender([(new Fixed([1, float.NaN]), 1), (new Fixed([0, 0]), 1)]);
        blend.Fit(ItemSequences.From(2, []));
        Assert.Equal([1, float.NaN], Scores(blend, [0]));
    }

    [Fact]
    public void Constructor_NoWeight_Throws()
    {
        Assert.Throws<ArgumentException>(() => new BlendedSequenceRecommender([]));
        Assert.Throws<ArgumentException>(() => new BlendedSequenceRecommender([(new TransitionRecommender(), 0)]));
        Assert.Throws<ArgumentException>(() => new BlendedSequenceRecommender([(new TransitionRecommender(), -1)]));
    }

    private sealed class Fixed(float[] scores) : ISequenceRecommender
    {
        public string Name => "fixed";

        public int Items => scores.Length;

        public void Fit(ItemSequences sequences, CancellationToken cancellationToken = default)
        {
        }

        public void Score(ReadOnlySpan<int> history, Span<float> target) => scores.CopyTo(target);
    }
}
