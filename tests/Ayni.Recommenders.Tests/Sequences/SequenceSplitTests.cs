namespace Ayni.Recommenders.Tests;

public sealed class SequenceSplitTests
{
    private static readonly ItemSequences Sequences = ItemSequences.From(10, [[0, 1, 2, 3], [4, 5, 6], [7, 8], []]);

    [Fact]
    public void Validation_AsksForTheLastButOne_AndHidesTheLast()
    {
        var split = SequenceSplit.Validation(Sequences);
        Assert.Equal([0, 1], split.Fitted.Of(0).ToArray());
        Assert.Equal([4], split.Fitted.Of(1).ToArray());
        Assert.Equal([2], split.Asked.RowColumns(0).ToArray());
        Assert.Equal([5], split.Asked.RowColumns(1).ToArray());
        Assert.Same(split.Fitted, split.Histories);
    }

    [Fact]
    public void Test_AsPublished_KnowsTheValidationItemButLearnsNothingFromIt()
    {
        var split = SequenceSplit.Test(Sequences);
        Assert.Equal([0, 1], split.Fitted.Of(0).ToArray());
        Assert.Equal([0, 1, 2], split.Histories.Of(0).ToArray());
        Assert.Equal([3], split.Asked.RowColumns(0).ToArray());
        Assert.True(split.Seen.Contains(0, 2));
    }

    [Fact]
    public void Test_LearningFromValidation_FitsOnTheHistories()
    {
        var split = SequenceSplit.Test(Sequences, learnFromValidation: true);
        Assert.Equal([0, 1, 2], split.Fitted.Of(0).ToArray());
        Assert.Equal([3], split.Asked.RowColumns(0).ToArray());
    }

    [Fact]
    public void Test_UserOfTwoItems_IsLearntFromButNotAsked()
    {
        var split = SequenceSplit.Test(Sequences);
        Assert.Equal([7, 8], split.Fitted.Of(2).ToArray());
        Assert.Equal(0, split.Asked.RowLength(2));
        Assert.Equal(2, split.Asked.EntryCount);
    }
}
