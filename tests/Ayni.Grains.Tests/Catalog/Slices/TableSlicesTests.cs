using Ayni.Domain.Catalog;
using Ayni.Grains.Catalog;
using Ayni.Grains.Tests.Answering;

namespace Ayni.Grains.Tests.Catalog;

public sealed class TableSlicesTests
{
    [Fact]
    public void Apply_EveryChange_IsInThePartOfItsProductAndInNoOther()
    {
        var table = SlicedShop.Cut(4, 0, 1, 2, 3);

        foreach (var product in RandomShop.Catalogue)
        {
            foreach (var (partition, slice) in table.Slices!.Held)
            {
                var row = slice.Table.Current.Ids.RowOf(product.ProductId);
                Assert.Equal(table.Slices.Partitions.Of(product.ProductId) == partition, row >= 0);
                if (row >= 0)
                    Assert.Equal(product.Price, slice.Table.Current.Columns.PriceOf(row));
            }
        }
    }

    [Fact]
    public void TryAdmit_PartThatIsBehind_IsNotHeldUntilItHasReadOn()
    {
        var whole = SlicedShop.Cut(4, 0, 1, 2, 3);
        var table = SlicedShop.Cut(4, 0, 1);
        var model = whole.Slices!.Held[2].Model!;
        var slice = new TableSlice(2, IndexTable.Of(SlicedShop.Key, model, table.Slices!), model);

        Assert.False(table.TryAdmit(slice));
        Assert.Equal([0, 1], table.Slices!.Held.Keys);
        slice.Table.Apply([], table.Position);
        Assert.True(table.TryAdmit(slice));
        Assert.Equal([0, 1, 2], table.Slices.Held.Keys);
        Assert.False(slice.Table.Current.IsCatalogueEmpty);
    }

    [Fact]
    public void Apply_ProductOfAnotherPart_LeavesNoPartWithAnEmptyCatalogue()
    {
        var table = IndexTable.Of(new IndexKey(null, 1), new TableSlices(new ProductPartitions(4), null, null));
        var count = new Ayni.Grains.Answering.PopularityCount(1, ["a", "b", "c", "d"], [1f, 0.5f, 0.5f, 0.5f]);
        Assert.True(table.TryAdmit(new TableSlice(0, IndexTable.Of(table.Key, count, 0, table.Slices!), null)));
        var other = Enumerable.Range(0, 100).Select(n => $"p{n}").First(id => table.Slices!.Partitions.Of(id) == 3);

        table.Apply(
            [new CatalogChange(1, other, new Product { ProductId = other, Name = other, Brand = "Sol" })], 1);

        Assert.False(table.Slices!.Held[0].Table.Current.IsCatalogueEmpty);
        Assert.Equal(["Sol"], table.Schema.Brands);
        Assert.Equal(1, table.Slices.Held[0].Table.Position);
    }

    [Fact]
    public void CopyCatalogTo_TableOfTheSameParts_NeedsNoReading()
    {
        var (from, to) = (SlicedShop.Cut(4, 1, 3), Unread(1, 3));

        from.CopyCatalogTo(to);

        Assert.Equal(from.Position, to.Position);
        foreach (var (partition, slice) in from.Slices!.Held)
        {
            Assert.Equal(slice.Table.Count, to.Slices!.Held[partition].Table.Count);
            Assert.Equal(slice.Table.Position, to.Slices.Held[partition].Table.Position);
        }
    }

    [Fact]
    public void CopyCatalogTo_TableOfMoreParts_IsReadFromTheStart()
    {
        var (from, to) = (SlicedShop.Cut(4, 1), Unread(1, 3));

        from.CopyCatalogTo(to);

        Assert.Equal(0, to.Position);
        Assert.Equal(from.Position, to.Slices!.Held[1].Table.Position);
    }

    private static IndexTable Unread(params int[] held)
    {
        var parts = new ProductPartitions(4);
        var (model, slices) = SlicedModel.Cut(SlicedShop.Artifact, null, parts, held);
        var table = IndexTable.Of(SlicedShop.Key, new TableSlices(parts, model, null));
        foreach (var (partition, slice) in slices)
            table.TryAdmit(new TableSlice(partition, IndexTable.Of(SlicedShop.Key, slice, table.Slices!), slice));
        return table;
    }
}
