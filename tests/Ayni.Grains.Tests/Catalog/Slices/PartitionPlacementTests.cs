using System.Globalization;
using Ayni.Grains.Catalog;

namespace Ayni.Grains.Tests.Catalog;

public sealed class PartitionPlacementTests
{
    public static TheoryData<int, int, int> Clusters => new()
    {
        { 1, 4, 1 }, { 2, 4, 1 }, { 2, 4, 2 }, { 3, 4, 2 }, { 3, 7, 2 }, { 5, 16, 3 }, { 8, 64, 2 }, { 20, 256, 2 },
        { 3, 1, 2 }, { 20, 4, 2 }, { 2, 8, 16 },
    };

    [Theory]
    [MemberData(nameof(Clusters))]
    public void Of_AnyCluster_GivesEachPartToAsManySilosAndNoneMoreThanItsShare(int silos, int partitions, int replicas)
    {
        for (var cluster = 0; cluster < 50; cluster++)
        {
            var placed = PartitionPlacement.Of(Names(silos, cluster), partitions, replicas);

            var copies = Math.Min(silos, replicas);
            Assert.Equal(partitions, placed.Length);
            Assert.All(placed, holders => Assert.Equal(copies, holders.Distinct().Count()));
            var most = placed.SelectMany(holders => holders).GroupBy(silo => silo).Max(held => held.Count());
            Assert.InRange(most, 1, ((partitions * copies) + silos - 1) / silos);
        }
    }

    [Fact]
    public void Of_SilosInAnotherOrder_GivesTheSame()
    {
        var names = Names(7, 1);

        Assert.Equal(
            PartitionPlacement.Of(names, 32, 2).SelectMany(holders => holders),
            PartitionPlacement.Of([.. names.Reverse()], 32, 2).SelectMany(holders => holders));
    }

    [Theory]
    [InlineData(2, 16, 1)]
    [InlineData(3, 64, 2)]
    [InlineData(8, 64, 2)]
    [InlineData(20, 256, 2)]
    public void Of_ASiloMoreOrLess_MovesLittleMoreThanItsShare(int silos, int partitions, int replicas)
    {
        var moved = 0;
        const int Trials = 100;
        for (var cluster = 0; cluster < Trials; cluster++)
        {
            var names = Names(silos + 1, cluster);
            var more = PartitionPlacement.Of(names, partitions, replicas);
            var less = PartitionPlacement.Of([.. names.Take(silos)], partitions, replicas);
            moved += more.Zip(less).Sum(part => part.First.Except(part.Second).Count());
        }

        // Without the bound on what a silo holds it were just the share of the one that came.
        var share = (double)partitions * replicas / (silos + 1);
        Assert.InRange(moved / (double)Trials, 0.9 * share, 1.6 * share);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(256)]
    public void PartitionOf_ManyProducts_IsEven(int count)
    {
        var partitions = new ProductPartitions(count);
        var sizes = new int[count];
        for (var product = 0; product < 100_000; product++)
            sizes[partitions.Of(product.ToString(CultureInfo.InvariantCulture))]++;

        // Six standard deviations of so many draws.
        var mean = 100_000.0 / count;
        Assert.All(sizes, size => Assert.InRange(size, mean - (6 * Math.Sqrt(mean)), mean + (6 * Math.Sqrt(mean))));
    }

    private static string[] Names(int silos, int cluster) =>
        [.. Enumerable.Range(0, silos).Select(silo => $"10.0.{cluster}.{silo}:11111@{1_000 + silo}")];
}
