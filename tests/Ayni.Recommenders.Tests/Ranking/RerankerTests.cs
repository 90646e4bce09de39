using System.Text;

namespace Ayni.Recommenders.Tests;

public sealed class RerankerTests
{
    private static readonly ShopperEvents Events = new(3, [0, 2, 3], [0, 1, 0], [90, 20, 10], [0, 0, 0]);

    private static readonly ItemFacts Facts = ItemFacts.Of(
        Events,
        ItemEvidence.Of(Events),
        new ItemLabels([10, 20, ItemFacts.Unknown], [0, 0.5f, 0], [0, 1, 0], [-1, -1, 4], 2, [1, 0, 0, 1, 1, 0]));

    private static readonly RerankerHeader Header = new()
    {
        ModelVersion = "v1",
        Parts = ["als", "ease"],
        Weights = [1, 0.5],
        PoolSize = 2,
        Lineage = """{"seed":1}""",
    };

    [Fact]
    public void SafeTensors_RoundTrip_IsTheSame()
    {
        var reranker = NewReranker();

        var read = Reranker.FromSafeTensors(reranker.ToSafeTensors());

        Assert.Equal(reranker.ToSafeTensors(), read.ToSafeTensors());
        Assert.Equal(("v1", 2, Header.Lineage), (read.Header.ModelVersion, read.Header.PoolSize, read.Header.Lineage));
        Assert.Equal(Facts.Shoppers, read.Facts.Shoppers);
        Assert.Equal(Facts.Labels.Vectors, read.Facts.Labels.Vectors);
        Assert.Equal(reranker.Score(Pool, Taste), read.Score(Pool, Taste));
    }

    [Fact]
    public void FromSafeTensors_OtherSetOfFeatures_SaysWhatToDo()
    {
        var bytes = NewReranker().ToSafeTensors();
        var at = bytes.AsSpan().IndexOf("\"feature_set\":\"1\""u8);
        "\"feature_set\":\"0\""u8.CopyTo(bytes.AsSpan(at));

        var refusal = Assert.Throws<InvalidDataException>(() => Reranker.FromSafeTensors(bytes));

        Assert.Contains("feature_set is '0'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--publish", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => Reranker.FromSafeTensors(Encoding.UTF8.GetBytes("no file at all")));
    }

    [Fact]
    public void Score_Pool_IsExplainedByParts()
    {
        var reranker = NewReranker();

        var scores = reranker.Score(Pool, Taste);

        // The tree asks for the blend's share: that of item 1 is the best.
        Assert.Equal([1.0, 5], scores);
        for (var place = 0; place < scores.Length; place++)
        {
            var parts = reranker.Explain(Pool, Taste, place);
            Assert.Equal(scores[place], reranker.Trees.Bias + parts.Sum(), 1e-12);
        }
    }

    [Fact]
    public void Deal_Scores_GivesTheBlendsOutInTheOrderOfTheTrees()
    {
        var dealt = Reranker.Deal([1, 3, 3, 2], [0.9f, 0.1f, 0.5f, 0.5f]);

        Assert.Equal([0.1f, 0.9f, 0.5f], new[] { dealt[0], dealt[1], dealt[2] });
        Assert.Equal(float.BitDecrement(0.5f), dealt[3]);
        Assert.Empty(Reranker.Deal([], []));
    }

    [Fact]
    public void New_TreesOfOtherFeatures_AreRefused() => Assert.Throws<ArgumentException>(
        () => new Reranker(Header with { Parts = ["als"], Weights = [1] }, Facts, NewReranker().Trees));

    [Fact]
    public void OfChosen_NotAscending_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => CandidatePool.OfChosen([1, 1], [[1, 2]]));
        Assert.Throws<ArgumentException>(() => CandidatePool.OfChosen([1, 2], [[1]]));
    }

    private static CandidatePool Pool => CandidatePool.OfChosen([0, 1], [[1, 2], [float.NaN, 4]]);

    private static ShopperTaste Taste => new([new HistoryEntry(0, 1, 0)], 0, Facts.Labels);

    // One question: 1 where the blend gives less than 0.9 of its best, else 5.
    private static Reranker NewReranker()
    {
        var names = new CandidateFeatures(Header.Parts, Header.Weights, Facts).Names;
        var blend = names.ToList().IndexOf("blend_score");
        return new Reranker(
            Header,
            Facts,
            new TreeEnsemble(names, [0], [blend, -1, -1], [0.9f, 0, 0], [1, -1, -1], [2, -1, -1], [3, 1, 5]));
    }
}
