using Ayni.Domain.Catalog;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;

namespace Ayni.Storage.Tests.Catalog;

/// <summary>What <see cref="ICatalogStore"/> promises, whichever database keeps it.</summary>
public abstract class CatalogStoreContract(StorageFixture fixture)
{
    [SkippableFact]
    public async Task UpsertAsync_EveryField_IsReadBack()
    {
        var catalog = (await fixture.OpenAsync()).Catalog;
        var full = new Product
        {
            ProductId = "full-ñ-🛒-'\"",
            Name = "Zapatillas 'Inca' \"42\"",
            Description = "Línea 1\nlínea 2; --",
            Category = "Calzado > Zapatillas",
            Brand = "Ayni",
            Price = 199.90m,
            ListPrice = 123456789012.0123456789012345m,
            Currency = "USD",
            Stock = int.MaxValue,
            IsActive = false,
            ParentId = "zapatillas-inca",
            Tags = TextSet.Of("nuevo", "\"oferta\"", "ñ 🛒"),
            Stores = TextSet.Of("lima"),
            Groups = TextSet.Of("mayorista", "vip"),
            Prices = ViewPrices.Of(
                new ViewPrice(new ShopView("lima \"centro\" 🛒", null), 189.90m, 123456789012.0123456789012345m),
                new ViewPrice(new ShopView(null, "Mayorista ñ"), 0, null),
                new ViewPrice(new ShopView("lima", "vip"), 0.00m, 0)),
            AddedAt = new DateTimeOffset(2026, 3, 4, 5, 6, 7, 891, TimeSpan.Zero),
            Attributes = AttributeSet.Of(
            [
                new("color", AttributeValue.Of("azul \"marino\"")),
                new("size", AttributeValue.Of(42.5)),
                new("least", AttributeValue.Of(double.Epsilon)),
                new("vegan", AttributeValue.Of(false)),
                new("released", AttributeValue.Of(new DateTimeOffset(1605, 1, 16, 0, 0, 0, TimeSpan.Zero))),
                new("looks_like_a_date", AttributeValue.Of("2026-01-01")),
                new("materials", AttributeValue.Of(TextSet.Of("cuero", "goma"))),
                new("none", AttributeValue.Of(TextSet.Empty)),
            ]),
        };
        var bare = Named("full-bare", "n");

        await catalog.UpsertAsync([full, bare]);

        Assert.Equal([bare, full], await catalog.GetAsync(["full-bare", full.ProductId]));
        Assert.Equal("199.90", (await catalog.GetAsync([full.ProductId]))[0].Price?.ToString(Invariant));
    }

    [SkippableFact]
    public async Task UpsertAsync_Closed_SaysSoEachTime()
    {
        var storage = await AyniStorage.OpenAsync(fixture.Options, fixture.Clock);
        await storage.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => storage.Catalog.UpsertAsync([Named("closed", "n")]));
        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => storage.Catalog.UpsertAsync([Named("closed", "n")]).WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [SkippableFact]
    public async Task UpsertAsync_ExistingProduct_IsReplacedWhole()
    {
        var catalog = (await fixture.OpenAsync()).Catalog;
        await catalog.UpsertAsync([Named("replace", "old") with { Brand = "b", Stock = 3 }]);

        await catalog.UpsertAsync([Named("replace", "new")]);

        Assert.Equal([Named("replace", "new")], await catalog.GetAsync(["replace"]));
    }

    [SkippableFact]
    public async Task UpsertAsync_SameIdTwice_TheLastWins()
    {
        var catalog = (await fixture.OpenAsync()).Catalog;

        await catalog.UpsertAsync([Named("last", "one"), Named("last-b", "b"), Named("last", "two")]);

        Assert.Equal("two", (await catalog.GetAsync(["last"]))[0].Name);
    }

    [SkippableFact]
    public async Task UpsertAsync_OneInvalidProduct_WritesNone()
    {
        var catalog = (await fixture.OpenAsync()).Catalog;

        var exception = await Assert.ThrowsAsync<ArgumentException>(
            () => catalog.UpsertAsync([Named("none-1", "a"), Named(new string('x', 129), "b")]));

        Assert.Contains("129 characters. Send 1 to 128", exception.Message, StringComparison.Ordinal);
        Assert.Empty(await catalog.GetAsync(["none-1"]));
    }

    [SkippableFact]
    public async Task UpdateAsync_SomeFields_LeavesTheOthers()
    {
        var catalog = (await fixture.OpenAsync()).Catalog;
        var before = Named("patch", "before") with
        {
            Price = 10m,
            ListPrice = 20m,
            Currency = "PEN",
            Stock = 5,
            Brand = "b",
        };
        await catalog.UpsertAsync([before]);

        var after = await catalog.UpdateAsync(
            "patch", new ProductPatch { Price = 9.5m, Clear = ProductFields.ListPrice | ProductFields.Brand });

        Assert.Equal(before with { Price = 9.5m, ListPrice = null, Brand = null }, after?.Product);
        Assert.Equal(after?.Product, Assert.Single(await catalog.GetAsync(["patch"])));
    }

    [SkippableFact]
    public async Task UpdateAsync_SetsAndAttributes_ReplacesTheOnesAndMergesTheOthers()
    {
        var catalog = (await fixture.OpenAsync()).Catalog;
        var before = Named("merge", "n") with
        {
            ParentId = "family",
            Tags = TextSet.Of("a", "b"),
            Stores = TextSet.Of("lima"),
            Attributes = AttributeSet.Of(
            [
                new("kept", AttributeValue.Of(1)),
                new("gone", AttributeValue.Of(2)),
                new("new", AttributeValue.Of(3)),
            ]),
        };
        await catalog.UpsertAsync([before]);

        var after = await catalog.UpdateAsync("merge", new ProductPatch
        {
            Tags = TextSet.Of("c"),
            Stores = TextSet.Empty,
            AddedAt = DateTimeOffset.UnixEpoch.AddDays(1),
            Attributes = AttributeSet.Of([new("new", AttributeValue.Of("x")), new("more", AttributeValue.Of(true))]),
            RemovedAttributes = TextSet.Of("gone", "unknown"),
            Clear = ProductFields.ParentId,
        });

        var expected = before with
        {
            ParentId = null,
            Tags = TextSet.Of("c"),
            Stores = TextSet.Empty,
            AddedAt = DateTimeOffset.UnixEpoch.AddDays(1),
            Attributes = AttributeSet.Of(
            [
                new("kept", AttributeValue.Of(1)),
                new("new", AttributeValue.Of("x")),
                new("more", AttributeValue.Of(true)),
            ]),
        };
        Assert.Equal(expected, after?.Product);
        Assert.Equal([expected], await catalog.GetAsync(["merge"]));
    }

    [SkippableFact]
    public async Task UpdateAsync_MoreAttributesThanMayBe_IsRefusedAndChangesNothing()
    {
        var catalog = (await fixture.OpenAsync()).Catalog;
        var full = Named("crowded", "n") with { Attributes = Numbered(0, AttributeRules.MaxCount) };
        await catalog.UpsertAsync([full]);

        var refusal = await Assert.ThrowsAsync<AyniException>(() => catalog.UpdateAsync(
            "crowded", new ProductPatch { Attributes = Numbered(AttributeRules.MaxCount, 1) }));

        Assert.Equal(ErrorCodes.Invalid, refusal.Code);
        Assert.Contains("65 attributes. Send at most 64", refusal.Message, StringComparison.Ordinal);
        Assert.Equal([full], await catalog.GetAsync(["crowded"]));
    }

    [SkippableFact]
    public async Task UpdateAsync_PriceWithoutCurrency_TakesTheShopsOrIsRefused()
    {
        var catalog = (await fixture.OpenAsync()).Catalog;
        await catalog.UpsertAsync([Named("unpriced", "n")]);

        var refusal = await Assert.ThrowsAsync<AyniException>(
            () => catalog.UpdateAsync("unpriced", new ProductPatch { Price = 1 }));
        var priced = await catalog.UpdateAsync("unpriced", new ProductPatch { Price = 1, DefaultCurrency = "PEN" });
        var kept = await catalog.UpdateAsync("unpriced", new ProductPatch { Price = 2, DefaultCurrency = "USD" });
        var freed = await catalog.UpdateAsync("unpriced", new ProductPatch { Clear = ProductFields.Price });

        Assert.StartsWith("Currency: ", refusal.Message, StringComparison.Ordinal);
        Assert.Equal((1m, "PEN"), (priced!.Product.Price, priced.Product.Currency));
        Assert.Equal((2m, "PEN"), (kept!.Product.Price, kept.Product.Currency));
        Assert.Equal(Named("unpriced", "n"), freed!.Product);
        await Assert.ThrowsAsync<ArgumentException>(
            () => catalog.UpsertAsync([Named("unpriced", "n") with { Price = 1 }]));
    }

    [SkippableFact]
    public async Task UpsertAsync_WithoutAddedAt_KeepsTheFirstMoment()
    {
        var catalog = (await fixture.OpenAsync()).Catalog;
        var first = fixture.Clock.GetUtcNow();
        var undated = Named("dated-1", "n") with { AddedAt = null };
        var put = await catalog.PutAsync(undated);
        await catalog.UpsertAsync([undated with { ProductId = "dated-2" }]);
        fixture.Clock.Advance(TimeSpan.FromHours(1));

        var again = await catalog.PutAsync(undated with { Name = "again" });
        await catalog.UpsertAsync(
            [undated with { ProductId = "dated-2" }, undated with { ProductId = "dated-3" }]);
        var given = await catalog.PutAsync(undated with { AddedAt = first.AddDays(-9) });
        await catalog.DeleteAsync("dated-2");
        var back = await catalog.PutAsync(undated with { ProductId = "dated-2" });

        Assert.Equal(undated with { AddedAt = first }, put.Product);
        Assert.Equal(undated with { Name = "again", AddedAt = first }, again.Product);
        Assert.Equal(put.Position + 2, again.Position);
        Assert.Equal(first.AddDays(-9), given.Product.AddedAt);
        Assert.Equal(first.AddHours(1), back.Product.AddedAt);
        Assert.Equal(first.AddHours(1), (await catalog.GetAsync(["dated-3"]))[0].AddedAt);
        Assert.Equal([given.Product], await catalog.GetAsync(["dated-1"]));
    }

    [SkippableFact]
    public async Task UpdateAsync_UnknownProduct_ReturnsNull()
    {
        var catalog = (await fixture.OpenAsync()).Catalog;

        Assert.Null(await catalog.UpdateAsync("unknown", new ProductPatch { Stock = 1 }));
        Assert.Empty(await catalog.GetAsync(["unknown"]));
    }

    [SkippableFact]
    public async Task UpdateAsync_DifferentFieldsAtTheSameTime_LosesNone()
    {
        AyniStorage[] storages = [await fixture.OpenAsync(), await fixture.OpenAsync()];
        await storages[0].Catalog.UpsertAsync([Named("race", "n") with { Stock = 0, Price = 0, Currency = "PEN" }]);

        var patches = Enumerable.Range(1, 40).Select(i => i % 2 == 0
            ? new ProductPatch { Stock = i }
            : new ProductPatch { Price = i });
        var updates = patches.Select((patch, i) => storages[i / 2 % 2].Catalog.UpdateAsync("race", patch));
        var products = await Task.WhenAll(updates);

        // Whoever wrote last saw the last of the other field: nothing fell back to 0 at the end.
        var last = (await storages[0].Catalog.GetAsync(["race"]))[0];
        Assert.All(products, Assert.NotNull);
        Assert.NotEqual(0, last.Stock);
        Assert.NotEqual(0, last.Price);
    }

    [SkippableFact]
    public async Task DeleteAsync_AProduct_IsGone()
    {
        var catalog = (await fixture.OpenAsync()).Catalog;
        await catalog.UpsertAsync([Named("delete", "n")]);

        Assert.NotNull(await catalog.DeleteAsync("delete"));
        Assert.Null(await catalog.DeleteAsync("delete"));
        Assert.Empty(await catalog.GetAsync(["delete"]));
    }

    [SkippableFact]
    public async Task GetAsync_ManyIds_KeepsTheOrderAndLeavesOutMissingOnes()
    {
        var catalog = (await fixture.OpenAsync()).Catalog;
        var products = Enumerable.Range(0, 6000).Select(i => Named($"many-{i}", $"n{i}")).ToList();
        await catalog.UpsertAsync(products);
        var ids = products.Select(product => product.ProductId).Reverse().ToList();

        var found = await catalog.GetAsync([.. ids, "many-missing", "many-7"]);

        Assert.Equal([.. ids, "many-7"], found.Select(product => product.ProductId));
        Assert.Empty(await catalog.GetAsync([]));
    }

    [SkippableFact]
    public async Task GetPageAsync_PageByPage_GivesAllInTheOrderOfIdOrder()
    {
        var catalog = (await fixture.OpenAsync()).Catalog;
        string[] ids = ["page-é", "page-Z", "page-a", "page-ａ", "page-🛒", "page-10", "page-9", "page-"];
        await catalog.UpsertAsync([.. ids.Select(id => Named(id, "n"))]);

        var all = new List<string>();
        string? after = null;
        while (await catalog.GetPageAsync(after, 3) is { Count: > 0 } page)
        {
            Assert.True(page.Count <= 3);
            all.AddRange(page.Select(product => product.ProductId));
            after = all[^1];
        }

        Assert.Equal(all.Order(IdOrder.Comparer), all);
        Assert.Equal(
            ids.Order(IdOrder.Comparer), all.Where(id => id.StartsWith("page-", StringComparison.Ordinal)));
        Assert.Equal(all.Count, await catalog.CountAsync());
    }

    [SkippableFact]
    public async Task CountByCategoryAsync_SomePaths_AreCountedInTheOrderOfIdOrder()
    {
        var catalog = (await fixture.OpenAsync()).Catalog;
        string?[] categories = ["~ｱ", "~🛒", "~a", "~B > b", "~B > b", null, "~B", "~é"];
        await catalog.UpsertAsync(
            [.. categories.Select((category, i) => Named($"category-{i}", "n") with { Category = category })]);

        var counts = await catalog.CountByCategoryAsync(int.MaxValue);

        var paths = counts.Select(count => count.Category).ToList();
        Assert.Equal(paths.Order(IdOrder.Comparer), paths);
        Assert.Equal(
            [new("~B", 1), new("~B > b", 2), new("~a", 1), new("~é", 1), new("~ｱ", 1), new("~🛒", 1)],
            counts.Where(count => count.Category.StartsWith('~')));
        Assert.Equal(counts.Take(2), await catalog.CountByCategoryAsync(2));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => catalog.CountByCategoryAsync(0));
    }

    private static AttributeSet Numbered(int first, int count) => AttributeSet.Of(
        Enumerable.Range(first, count).Select(i => KeyValuePair.Create($"a{i}", AttributeValue.Of(i))));

    private static System.Globalization.CultureInfo Invariant => System.Globalization.CultureInfo.InvariantCulture;

    private static Product Named(string id, string name) =>
        new() { ProductId = id, Name = name, AddedAt = DateTimeOffset.UnixEpoch };
}
