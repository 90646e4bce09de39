using System.Globalization;
using Ayni.Grains.Catalog;
using Ayni.Grains.Models;
using Ayni.Grains.Tests.Answering;
using Ayni.Grains.Tests.Models;
using Ayni.Numerics;
using Ayni.Recommenders;
using Xunit.Abstractions;

namespace Ayni.Grains.Tests.Catalog;

public sealed class SlicedModelTests(ITestOutputHelper output)
{
    private const int Million = 1_000_000;

    [Fact]
    public void Cut_AMillionProductsOverTwoSilos_LeavesEachAtMost55PercentOfTheFactors()
    {
        const int Rank = 16;
        var whole = Large(Million, Rank);
        var wholeBytes = sizeof(float) * (long)whole.ItemFactors.Length;
        var table = whole.Parts[0].Neighbours;
        var wholeNeighbours = ((sizeof(int) + sizeof(float)) * (long)table.EntryCount)
            + (sizeof(int) * (long)table.RowStarts.Length);
        var partitions = new ProductPartitions(4);
        string[] silos = ["10.0.0.1:11111@1", "10.0.0.2:11111@2"];
        var placed = PartitionPlacement.Of(silos, partitions.Count, replicas: 1);
        var items = 0;
        foreach (var silo in silos)
        {
            int[] held = [.. Enumerable.Range(0, 4).Where(partition => placed[partition].Contains(silo))];

            var before = GC.GetTotalMemory(forceFullCollection: true);
            var (_, slices) = SlicedModel.Cut(whole, null, partitions, held);
            var taken = GC.GetTotalMemory(forceFullCollection: true) - before;

            var factors = slices.Values.Sum(slice => slice.FactorBytes);
            var neighbours = slices.Values.Sum(slice => slice.NeighbourBytes);
            output.WriteLine(
                $"{silo}: {held.Length} of 4 parts, factors {factors:N0} of {wholeBytes:N0} bytes "
                + $"({100.0 * factors / wholeBytes:0.0} %), neighbours {neighbours:N0} of {wholeNeighbours:N0} "
                + $"({100.0 * neighbours / wholeNeighbours:0.0} %), {taken:N0} bytes on the heap");
            Assert.InRange(factors, 1, wholeBytes * 55 / 100);
            Assert.InRange(neighbours, 1, wholeNeighbours * 55 / 100);
            items += slices.Values.Sum(slice => slice.WholeItems.Length);
        }

        Assert.Equal(Million, items);
        GC.KeepAlive(whole);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void Cut_EveryItem_IsInItsPartWithAllThatTheModelHasOfIt(int count)
    {
        var (whole, partitions) = (SlicedShop.Artifact, new ProductPartitions(count));
        var served = new ServedModel(whole);

        var (model, slices) = SlicedModel.Cut(whole, null, partitions, [.. Enumerable.Range(0, count)]);

        Assert.Equal(0, model.Header.Artifact.ItemCount);
        Assert.Equal(whole.ItemCount, model.Header.Artifact.WholeItemCount);
        for (var item = 0; item < whole.ItemCount; item++)
        {
            var slice = slices[partitions.Of(whole.ProductIds[item])];
            var own = slice.ItemOf(item);
            Assert.Equal(whole.ProductIds[item], slice.Model.Artifact.ProductIds[own]);
            Assert.Equal(whole.FactorOf(item).ToArray(), slice.Model.Artifact.FactorOf(own).ToArray());
            Assert.Equal(whole.Popularity[item], slice.Model.Artifact.Popularity[own]);
            Assert.Equal(served.ScaleOf(item), slice.Model.ScaleOf(own));
            Assert.Equal(served.ShoppersOf(item), slice.Model.ShoppersOf(own));
            foreach (var (part, rows) in whole.Parts.Zip(slice.Neighbours))
            {
                Assert.Equal(part.Neighbours.RowColumns(item).ToArray(), rows.RowColumns(own).ToArray());
                Assert.Equal(part.Neighbours.RowValues(item).ToArray(), rows.RowValues(own).ToArray());
            }
        }
    }

    private static ModelArtifact Large(int items, int rank)
    {
        var starts = new int[items + 1];
        var columns = new int[2 * items];
        for (var item = 0; item < items; item++)
        {
            starts[item + 1] = 2 * (item + 1);
            int[] own = [(item + 1) % items, (item + 2) % items];
            Array.Sort(own);
            own.CopyTo(columns, 2 * item);
        }

        var values = new float[columns.Length];
        Array.Fill(values, 1);
        return new ModelArtifact
        {
            Version = "v1",
            Rank = rank,
            ProductIds =
                [.. Enumerable.Range(0, items).Select(item => item.ToString("D7", CultureInfo.InvariantCulture))],
            ItemFactors = new float[items * rank],
            Eigenvalues = new double[rank],
            Popularity = new float[items],
            Parts =
            [
                new NeighbourPart(
                    PartNames.ItemKnn, new CsrMatrix(items, items, starts, columns, values), new HistoryWeighting()),
            ],
            Options = ModelArtifactTests.Sample([]).Options,
            ReferenceTime = DateTimeOffset.UnixEpoch,
            AsOfPosition = 1,
            CodeVersion = "test",
        };
    }
}
