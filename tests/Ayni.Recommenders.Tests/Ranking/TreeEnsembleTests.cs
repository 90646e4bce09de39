namespace Ayni.Recommenders.Tests;

public sealed class TreeEnsembleTests
{
    /// <summary>a ≤ 1 gives 1, else b ≤ 2 gives 3, else 5; and a second tree that is 10 for all.</summary>
    private static readonly TreeEnsemble Trees = new(
        ["a", "b"], [0, 5], [0, -1, 1, -1, -1, -1], [1, 0, 2, 0, 0, 0], [1, -1, 3, -1, -1, -1],
        [2, -1, 4, -1, -1, -1], [0, 1, 0, 3, 5, 10]);

    private static readonly RankedLists Rows = new(
        ["a", "b"], [0, 4], [0, 0, 2, 0, 2, 3, 2, 9], [1, 0, 0, 0]);

    [Theory]
    [InlineData(1, 9, 11)]
    [InlineData(1.5, 2, 13)]
    [InlineData(1.5, 2.5, 15)]
    public void Score_Row_IsTheSumOfItsLeaves(float first, float second, double expected) =>
        Assert.Equal(expected, Trees.Score([first, second]));

    [Fact]
    public void Explain_Means_AreThoseOfTheRows()
    {
        // Leaves of the rows: 1, 3, 5, 5. Root 3.5; right of it 13/3.
        var explained = Trees.WithMeansOf(Rows);
        var parts = new double[2];

        explained.Explain([2, 9], parts);

        Assert.Equal(13.5, explained.Bias, 1e-12);
        Assert.Equal([(13 / 3.0) - 3.5, 5 - (13 / 3.0)], parts.Select(part => part), Near);
        Assert.Equal(explained.Score([2, 9]), explained.Bias + parts.Sum(), 1e-12);
    }

    [Fact]
    public void WithMeansOf_NodeThatNoRowComesTo_HasTheMeanOfItsChildren() => Assert.Equal(
        10 + ((1 + ((3 + 5) / 2.0)) / 2), Trees.WithMeansOf(Rows.Select([])).Bias, 1e-12);

    [Fact]
    public void First_SomeTrees_AreThoseAlone()
    {
        Assert.Equal(1, Trees.First(1).Score([0, 0]));
        Assert.Equal(0, Trees.First(0).Score([0, 0]));
        Assert.Equal(Trees.ToSafeTensors(), Trees.First(2).ToSafeTensors());
        Assert.Throws<ArgumentOutOfRangeException>(() => Trees.First(3));
    }

    [Fact]
    public void SafeTensors_RoundTrip_IsTheSame()
    {
        var read = TreeEnsemble.FromSafeTensors(Trees.ToSafeTensors());

        Assert.Equal(Trees.ToSafeTensors(), read.ToSafeTensors());
        Assert.Equal(["a", "b"], read.Names);
        Assert.Equal(15, read.Score([1.5f, 2.5f]));
        Assert.Throws<InvalidDataException>(
            () => TreeEnsemble.FromSafeTensors(new Ayni.Numerics.SafeTensorsBuilder().ToBytes()));
    }

    [Theory]
    [InlineData(0, 2, 1)]
    [InlineData(0, 1, 0)]
    [InlineData(2, 1, 2)]
    [InlineData(0, 1, 3)]
    public void Constructor_TreesThatCannotBeWalked_AreRefused(int feature, int left, int right) =>
        Assert.Throws<ArgumentException>(() => new TreeEnsemble(
            ["a", "b"], [0], [feature, -1, -1], [0, 0, 0], [left - (left == 2 ? 2 : 0), -1, -1], [right, -1, -1],
            [0, 1, 2]));

    [Fact]
    public void Constructor_NumbersThatAreNone_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new TreeEnsemble(["a"], [0], [-1], [0], [-1], [-1], [double.NaN]));
        Assert.Throws<ArgumentException>(() => new TreeEnsemble(["a"], [1], [-1], [0], [-1], [-1], [1]));
        Assert.Throws<ArgumentException>(() => new TreeEnsemble(["a"], [0], [-1], [0, 1], [-1], [-1], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Trees.Score([1]));
    }

    private static bool Near(double one, double other) => Math.Abs(one - other) < 1e-12;
}
