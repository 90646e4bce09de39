namespace Ayni.Recommenders.Tests;

public sealed class ItemSequencesTests
{
    [Fact]
    public void Of_ListsOfUsers_KeepsTheirOrder()
    {
        var sequences = ItemSequences.From(5, [[4, 1, 4], [], [0]]);
        Assert.Equal((3, 5, 4), (sequences.UserCount, sequences.ItemCount, sequences.EntryCount));
        Assert.Equal([4, 1, 4], sequences.Of(0).ToArray());
        Assert.Empty(sequences.Of(1).ToArray());
        Assert.Equal([0], sequences.Of(2).ToArray());
    }

    [Fact]
    public void From_Interactions_OrdersByTimeThenPosition()
    {
        var table = new InteractionTable(
            2, 9, [0, 1, 0, 0, 0], [7, 8, 6, 5, 4], [1, 1, 1, 1, 0], [30, 10, 20, 20, 1]);
        var sequences = ItemSequences.From(table);
        Assert.Equal([6, 5, 7], sequences.Of(0).ToArray());
        Assert.Equal([8], sequences.Of(1).ToArray());
    }

    [Fact]
    public void WithoutLast_MoreThanThereAre_LeavesNone()
    {
        var shorter = ItemSequences.From(5, [[4, 1, 2], [3], []]).WithoutLast(2);
        Assert.Equal([4], shorter.Of(0).ToArray());
        Assert.Empty(shorter.Of(1).ToArray());
        Assert.Empty(shorter.Of(2).ToArray());
    }

    [Fact]
    public void ToMatrix_ItemMetTwice_CountsTwo()
    {
        var matrix = ItemSequences.From(5, [[4, 1, 4]]).ToMatrix();
        Assert.Equal([1, 4], matrix.RowColumns(0).ToArray());
        Assert.Equal([1f, 2f], matrix.RowValues(0).ToArray());
    }

    [Fact]
    public void Constructor_ItemOutsideTheCatalogue_NamesIt()
    {
        var error = Assert.Throws<ArgumentException>(() => ItemSequences.From(5, [[4], [5]]));
        Assert.Contains("Item 5 at position 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_StartsThatFallOrEndElsewhere_Throws()
    {
        Assert.Throws<ArgumentException>(() => new ItemSequences(5, [0, 2, 1, 2], [1, 2]));
        Assert.Throws<ArgumentException>(() => new ItemSequences(5, [0, 1], [1, 2]));
    }
}
