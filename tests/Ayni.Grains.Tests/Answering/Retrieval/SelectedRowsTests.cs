using System.Globalization;
using Ayni.Filters;
using Ayni.Grains.Answering;
using Ayni.Grains.Catalog;
using Ayni.Grains.Tests.Catalog;

namespace Ayni.Grains.Tests.Answering;

public sealed class SelectedRowsTests
{
    private static readonly FilterContext Context = new() { Now = DateTimeOffset.UnixEpoch.AddDays(401) };

    private readonly IndexSnapshot _snapshot = RandomShop.TableOf(100).Current;

    [Fact]
    public void Find_AskedTwice_KeepsWhatTheFilterSelects()
    {
        var filter = Bound("product.price >= 20");
        var selected = SelectedRows.Of(_snapshot.Columns);
        var expected = new RowSet();
        filter.Select(_snapshot.Columns, Context, expected);

        Assert.Null(selected.Find(filter, Context));
        var found = selected.Find(filter, Context);

        Assert.Equal(expected.ToArray(), found!.ToArray());
        Assert.Same(found, selected.Find(Bound("product.price >= 20"), Context));
    }

    [Theory]
    [InlineData("product.price > context.price")]
    [InlineData("user.segment == \"vip\"")]
    [InlineData("product.age_days < 200")]
    public void Find_WhatHangsOnTheRequest_IsNeverKept(string text)
    {
        var selected = SelectedRows.Of(_snapshot.Columns);

        Assert.All(Enumerable.Range(0, 3), _ => Assert.Null(selected.Find(Bound(text), Context)));
    }

    [Fact]
    public void Find_MoreThanAreKept_DropsTheOneUnusedLongest()
    {
        var selected = SelectedRows.Of(_snapshot.Columns);
        var first = Keep(selected, 0);
        var second = Keep(selected, 1);
        for (var price = 2; price < SelectedRows.MaxKept; price++)
            Keep(selected, price);
        Assert.Same(first, Keep(selected, 0));

        Keep(selected, SelectedRows.MaxKept);

        Assert.Same(first, selected.Find(AtLeast(0), Context));
        Assert.NotSame(second, selected.Find(AtLeast(1), Context));
    }

    private RowSet Keep(SelectedRows selected, int price) =>
        selected.Find(AtLeast(price), Context) ?? selected.Find(AtLeast(price), Context)!;

    private BoundFilter AtLeast(int price) =>
        Bound(string.Create(CultureInfo.InvariantCulture, $"product.price >= {price}"));

    private BoundFilter Bound(string text) => BoundTexts.Of(_snapshot.Columns.Schema).Filter(text);
}
