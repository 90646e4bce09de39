using Ayni.Domain.Catalog;

namespace Ayni.Filters.Tests.Columns;

/// <summary>Tables change by new tables that share what is not touched.</summary>
public sealed class ProductColumnsTests
{
    private const int ChunkRows = 1_024;

    [Fact]
    public void With_AChange_CopiesItsChunkAlone()
    {
        var before = TestProducts.Table([.. Enumerable.Repeat(TestProducts.Pot, ChunkRows * 3)]);

        var after = before.With([(ChunkRows + 5, TestProducts.Plain)], before.Rows);

        Assert.Same(before.Chunks[0], after.Chunks[0]);
        Assert.NotSame(before.Chunks[1], after.Chunks[1]);
        Assert.Same(before.Chunks[2], after.Chunks[2]);
        Assert.Equal(ChunkRows * 3, Count(before, "has(product.brand)"));
        Assert.Equal(ChunkRows * 3 - 1, Count(after, "has(product.brand)"));
    }

    [Fact]
    public void With_FewerRowsThenMore_ForgetsWhatFellAway()
    {
        var columns = TestProducts.Table([.. Enumerable.Repeat(TestProducts.Pot, ChunkRows + 10)]);

        var shrunk = columns.With([], ChunkRows + 2);
        var grown = shrunk.With([(ChunkRows * 2, TestProducts.Pot)], ChunkRows * 2 + 1);

        Assert.Equal(ChunkRows + 2, Count(shrunk, "product.active"));
        Assert.Equal(ChunkRows + 3, Count(grown, "product.active"));
        Assert.True(grown.IsPresent(ChunkRows * 2));
        Assert.False(grown.IsPresent(ChunkRows + 2));
    }

    [Fact]
    public void With_TwoChangesOfARow_TheLastCounts()
    {
        var columns = new ProductColumns().With(
            [(0, TestProducts.Pot), (0, TestProducts.Plain), (1, TestProducts.Pot), (1, null)], 2);

        Assert.True(columns.IsPresent(0));
        Assert.False(columns.IsPresent(1));
        Assert.Equal(0, Count(columns, "has(product.brand)"));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void With_RowPastTheEnd_IsRefused(int row) => Assert.Throws<ArgumentOutOfRangeException>(
        () => new ProductColumns().With([(row, TestProducts.Pot)], 4));

    [Fact]
    public void Remap_RowsInAnotherOrder_HoldWhatTheOldOnesHeld()
    {
        var columns = TestProducts.Table(TestProducts.Pot, null, TestProducts.Plain);

        var remapped = columns.Remap([2, -1, 0, 0]);

        Assert.Equal([0, 2, 3], Rows(remapped, "product.active"));
        Assert.Equal([2, 3], Rows(remapped, "product.brand == \"penon\" && product.weight == 1.5"));
        Assert.Equal([2, 3], Rows(remapped, "\"oferta\" in product.tags && product.price == 79.9"));
    }

    [Fact]
    public void Remap_NoSuchRow_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => TestProducts.Table(TestProducts.Pot).Remap([1]));

    [Fact]
    public void SelectAvailable_OfSomeProducts_LeavesOutSoldOutAndInactive()
    {
        var columns = TestProducts.Table(
            TestProducts.Pot,
            TestProducts.Pot with { Stock = 0 },
            TestProducts.Pot with { IsActive = false },
            TestProducts.Pot with { Stock = null },
            null);
        var rows = new RowSet();

        columns.SelectAvailable(rows);
        Assert.Equal([0, 3], rows.ToArray());
        columns.SelectPresent(rows);
        Assert.Equal([0, 1, 2, 3], rows.ToArray());
    }

    [Fact]
    public void Select_PricesThatNoTenThousandthIs_AreComparedExactly()
    {
        decimal[] prices = [0.00001m, 0.00002m, 79_000_000_000_000_000_000_000_000_000m, 0.0001m];
        var columns = TestProducts.Table([.. prices.Select(price => TestProducts.Plain with { Price = price })]);

        Assert.Equal([0], Rows(columns, "product.price == 0.00001"));
        Assert.Equal([1, 2, 3], Rows(columns, "product.price > 0.00001"));
        Assert.Equal([2], Rows(columns, "product.price > 78999999999999999999999999999"));
    }

    [Fact]
    public void For_AView_HasItsPricesAndSharesTheRest()
    {
        var priced = TestProducts.Pot with
        {
            Prices = ViewPrices.Of(
                new ViewPrice(new ShopView("Lima", null), 70, 100),
                new ViewPrice(new ShopView(null, "Mayorista"), 60.00001m, null),
                new ViewPrice(new ShopView("Lima", "Mayorista"), 50, 100)),
        };
        var columns = TestProducts.Table(
            [priced, .. Enumerable.Repeat(TestProducts.Pot, ChunkRows * 2), priced]);

        Assert.Equal(79.9m, columns.PriceOf(0));
        AssertPrice(new ShopView(" LIMA", "nadie"), 70m, 0.3);
        AssertPrice(new ShopView("Cusco", "mayorista"), 60.00001m, 0);
        AssertPrice(new ShopView("lima", "MAYORISTA"), 50m, 0.5);
        var lima = columns.For(new ShopView("lima", null));
        Assert.Equal([0, ChunkRows * 2 + 1], Rows(lima, "product.price == 70"));
        Assert.Same(columns.Schema, lima.Schema);
        Assert.Same(columns.Chunks[1], lima.Chunks[1]);
        Assert.Same(lima, columns.For(new ShopView("Lima", "nadie")));
        Assert.Same(columns, lima.For(new ShopView("Cusco", null)));

        void AssertPrice(ShopView view, decimal price, double discount)
        {
            Assert.Equal(price, columns.For(view).PriceOf(0));
            Assert.Equal(discount, columns.For(view).DiscountOf(0)!.Value, 12);
            Assert.Equal(79.9m, columns.For(view).PriceOf(1));
        }
    }

    [Fact]
    public void For_AStateThatFollows_MakesTheChangedChunkAlone()
    {
        var lima = new ShopView("Lima", null);
        var priced = TestProducts.Pot with { Prices = ViewPrices.Of(new ViewPrice(lima, 70, null)) };
        var before = TestProducts.Table([.. Enumerable.Repeat(priced, ChunkRows * 2)]);
        var seen = before.For(lima);

        var after = seen.With([(0, priced with { Prices = ViewPrices.Empty })], before.Rows);

        Assert.Equal(79.9m, after.PriceOf(1));
        Assert.Equal(79.9m, after.For(lima).PriceOf(0));
        Assert.Equal(70, after.For(lima).PriceOf(1));
        Assert.NotSame(seen.Chunks[0], after.For(lima).Chunks[0]);
        Assert.Same(seen.Chunks[1], after.For(lima).Chunks[1]);
    }

    [Fact]
    public void For_MoreViewsThanAreKept_AreMadeAgain()
    {
        const int Views = 100;
        var columns = TestProducts.Table(TestProducts.Pot with
        {
            Prices = ViewPrices.Of(Enumerable.Range(0, Views).Select(view => new ViewPrice(Of(view), view, null))),
        });

        for (var round = 0; round < 2; round++)
            Assert.All(Enumerable.Range(0, Views), view => Assert.Equal(view, columns.For(Of(view)).PriceOf(0)));

        static ShopView Of(int view) => new(null, $"group {view}");
    }

    [Fact]
    public void With_MoreOwnAttributesThanAreKept_LeavesTheRestOut()
    {
        const int Kept = 1_024;
        Product?[] products =
        [
            .. Enumerable.Range(0, Kept + 1).Select(row => TestProducts.Plain with
            {
                Attributes = AttributeSet.Of([KeyValuePair.Create($"a{row:0000}", AttributeValue.Of(1.0))]),
            }),
        ];

        var columns = TestProducts.Table(products);

        Assert.Equal(Kept, columns.Schema.Attributes.Count);
        Assert.Equal([7], Rows(columns, "product.a0007 == 1"));
    }

    // One thread makes tables while others ask those they find: each answer is that of one whole table.
    [Fact]
    public async Task Select_WhileTablesAreMade_SeesWholeTables()
    {
        const int Versions = 300;
        const int Rows = ChunkRows * 3;
        var table = new ProductColumns().With([], Rows);
        var filter = Filter.Parse("product.brand == product.color").Bind(
            FilterSchema.Empty.With("color", AttributeKind.Text));
        using var isDone = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            var found = new RowSet();
            var present = new RowSet();
            var asked = 0;
            do
            {
                var seen = Volatile.Read(ref table);
                filter.Select(seen, TestProducts.Alone, found);
                seen.SelectPresent(present);
                Assert.Equal(present.Count, found.Count);
                asked++;
            }
            while (!isDone.IsCancellationRequested);
            return asked;
        })).ToArray();

        for (var version = 0; version < Versions; version++)
        {
            var name = $"name {version}";
            var product = TestProducts.Plain with
            {
                Brand = name,
                Attributes = AttributeSet.Of([KeyValuePair.Create("color", AttributeValue.Of(name))]),
            };
            var rows = Enumerable.Range(0, 40).Select(i => (version * 131 + i * 71) % Rows);
            Volatile.Write(ref table, table.With([.. rows.Select(row => (row, (Product?)product))], Rows));
        }

        await isDone.CancelAsync();
        Assert.All(await Task.WhenAll(readers), asked => Assert.True(asked > 0));
    }

    private static int Count(ProductColumns columns, string text) => Rows(columns, text).Length;

    private static int[] Rows(ProductColumns columns, string text)
    {
        var found = new RowSet();
        Filter.Parse(text).Bind(columns.Schema).Select(columns, TestProducts.Alone, found);
        return found.ToArray();
    }
}
