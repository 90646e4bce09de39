using Ayni.Grains.Catalog;
using Ayni.Testing;
using CsCheck;

namespace Ayni.Grains.Tests.Catalog;

/// <summary>
/// Thousands of interleavings of questions, loads, their failures, changes of the catalogue, and the follower's start
/// and deliveries. A failure prints its seed.
/// </summary>
public sealed class IndexTablesTests
{
    private const int MaxSteps = 200;

    [Fact]
    public void Next_AnyInterleaving_LosesNoChangeAndLeavesNobodyWaiting() =>
        Gen.Select(Gen.Int[0, MaxSteps], Gen.ULong).Sample(
            (steps, seed) =>
            {
                var random = new PCG(1, seed);
                new SimulatedIndex(bound => (int)random.Next((uint)bound)).Run(steps);
            },
            iter: Seeds.Count,
            threads: 1);

    [Fact]
    public void Next_FollowerBeganPastTheEndOfALoad_HasItReadOn()
    {
        var (loading, _) = new IndexTables().Next(new IndexEvent.Asked(new IndexKey("v1", 0)));
        (loading, _) = loading.Next(new IndexEvent.Made(1, 0));
        (loading, _) = loading.Next(new IndexEvent.FollowingBegan(8));

        var (still, behind) = loading.Next(new IndexEvent.ReadOn(1, 7, IsAtHead: true));
        var (_, reached) = still.Next(new IndexEvent.ReadOn(1, 8, IsAtHead: true));

        Assert.IsType<IndexCommand.Read>(Assert.Single(behind));
        Assert.IsType<IndexCommand.Admit>(Assert.Single(reached));
    }

    [Fact]
    public void Next_AskedWhileItLoads_BeginsNoSecondLoad()
    {
        var key = new IndexKey("v1", 0);
        var (loading, first) = new IndexTables().Next(new IndexEvent.Asked(key));

        var (_, second) = loading.Next(new IndexEvent.Asked(key));

        Assert.IsType<IndexCommand.Load>(Assert.Single(first));
        Assert.Empty(second);
    }

    [Fact]
    public void Next_EndOfALoadThatIsNotUnderWay_ChangesNothing()
    {
        var none = new IndexTables();

        Assert.Equal((none, []), none.Next(new IndexEvent.ReadOn(1, 5, IsAtHead: true)));
        Assert.Equal((none, []), none.Next(new IndexEvent.Failed(1)));
    }
}
