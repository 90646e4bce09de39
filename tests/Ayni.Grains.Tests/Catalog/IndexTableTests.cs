using Ayni.Domain.Catalog;
using Ayni.Filters;
using Ayni.Grains.Answering;
using Ayni.Grains.Catalog;

namespace Ayni.Grains.Tests.Catalog;

public sealed class IndexTableTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(1_000)]
    public void Apply_CatalogueInPagesOfAnySize_GivesTheSameRows(int pageSize)
    {
        var table = RandomShop.TableOf(pageSize);

        var (now, other) = (table.Current, RandomShop.TableOf(RandomShop.Catalogue.Count).Current);
        Assert.Equal(Available(other), Available(now));
        foreach (var product in RandomShop.Catalogue)
        {
            var (row, otherRow) = (now.Ids.RowOf(product.ProductId), other.Ids.RowOf(product.ProductId));
            Assert.Equal(product.Price, now.Columns.PriceOf(row));
            Assert.Equal(product.Category, now.Columns.CategoryOf(row));
            Assert.Equal(now.ItemOf(row), other.ItemOf(otherRow));
            Assert.Equal(now.Popularity[row], other.Popularity[otherRow]);
        }
    }

    [Fact]
    public void CopyCatalogTo_ATableOfAnotherModel_EqualsReadingTheCatalogue()
    {
        var counted = IndexTable.Of(new IndexKey(null, 1), new PopularityCount(1, ["i7", "x3"], [1f, 0.5f]));
        counted.Apply(RandomShop.Changes(), RandomShop.Catalogue.Count);
        var copy = IndexTable.Of(new IndexKey("v1", 0), RandomShop.Model);

        counted.CopyCatalogTo(copy);

        Assert.Equal(Available(RandomShop.TableOf(40).Current), Available(copy.Current));
        Assert.Equal(RandomShop.Catalogue.Count, copy.Position);
        Assert.False(copy.Current.IsCatalogueEmpty);
    }

    [Fact]
    public void Apply_WhileASnapshotIsRead_LeavesItAsItWas()
    {
        var table = Counted("a", "b");
        table.Apply([Change(1, "a", Named("a")), Change(2, "b", Named("b"))], 2);
        var before = table.Current;

        table.Apply([Change(3, "a", null), Change(4, "c", Named("c"))], 4);

        Assert.Equal(["a", "b"], Available(before));
        Assert.Equal(["b", "c"], Available(table.Current));
    }

    [Fact]
    public void Apply_ChangeAtOrBeforeThePosition_IsIgnored()
    {
        var table = Counted("a", "b");
        table.Apply([Change(5, "a", Named("a")), Change(6, "b", Named("b"))], 6);

        table.Apply([Change(4, "a", Named("a") with { Stock = 0 })], 4);

        Assert.Equal(["a", "b"], Available(table.Current));
        Assert.Equal(6, table.Position);
    }

    [Fact]
    public void Apply_MoreNewProductsThanWaitBesideTheOthers_KeepsEachWithItsOwn()
    {
        var table = Counted("m");
        var ids = Enumerable.Range(0, 3 * IndexTable.MinLater).Select(n => $"n{n * 7919 % 10_000:D4}").ToArray();
        for (var n = 0; n < ids.Length; n++)
            table.Apply([Change(n + 1, ids[n], Named(ids[n]) with { Price = n + 1 })], n + 1);

        var now = table.Current;

        Assert.Equal(ids.Order(StringComparer.Ordinal), Available(now));
        Assert.All(ids.Index(), id => Assert.Equal(id.Index + 1, now.Columns.PriceOf(now.Ids.RowOf(id.Item))));
        Assert.Equal(1f, now.Popularity[now.Ids.RowOf("m")]);
    }

    [Fact]
    public void Apply_DeletedOrSoldOut_IsNotAvailable()
    {
        var table = Counted("a", "b");
        table.Apply([Change(1, "a", Named("a")), Change(2, "b", Named("b"))], 2);

        table.Apply([Change(3, "a", null), Change(4, "b", Named("b") with { Stock = 0 })], 4);

        Assert.Empty(Available(table.Current));
    }

    [Fact]
    public void SelectAvailable_WithoutACatalogue_IsWhatSomebodyMet() =>
        Assert.Equal(["a", "b"], Available(Counted("a", "b").Current));

    private static string[] Available(IndexSnapshot snapshot)
    {
        var rows = new RowSet();
        snapshot.SelectAvailable(rows);
        return [.. rows.ToArray().Select(row => snapshot.Ids[row]).Order(StringComparer.Ordinal)];
    }

    private static CatalogChange Change(long position, string id, Product? product) => new(position, id, product);

    // The first counts most.
    private static IndexTable Counted(params string[] ids) => IndexTable.Of(
        new IndexKey(null, 1),
        new PopularityCount(1, ids, [.. ids.Select((_, n) => 1f / (n + 1))]));

    private static Product Named(string id) => new() { ProductId = id, Name = id };
}
