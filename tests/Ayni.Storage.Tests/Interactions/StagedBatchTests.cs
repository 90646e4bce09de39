using Ayni.Storage.Interactions;
using static Ayni.Storage.Tests.Interactions.Samples;

namespace Ayni.Storage.Tests.Interactions;

public sealed class StagedBatchTests
{
    [Fact]
    public void Report_DuplicatesInsideAndOutsideTheBatch_AreTold()
    {
        AppendCall[] calls = [new([View("a"), View("b"), View("a")]), new([View("c"), View("b"), View("d")])];
        var batch = new StagedBatch(calls);
        batch.MarkKnown(3, 40);

        var head = batch.AssignPositions(100);
        batch.Report();

        Assert.Equal(["a", "b", "c", "d"], batch.Distinct.Select(interaction => interaction.EventId));
        Assert.Equal(103, head);
        Assert.Equal([101, 102, 101], calls[0].Positions);
        Assert.Equal([false, false, true], calls[0].Duplicates);
        Assert.Equal([40, 102, 103], calls[1].Positions);
        Assert.Equal([true, true, false], calls[1].Duplicates);
    }
}
