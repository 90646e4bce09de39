using Ayni.Domain.Catalog;

namespace Ayni.Storage.Tests.Catalog;

/// <summary>What <see cref="ICatalogStore"/> promises those who follow it by position.</summary>
public abstract class CatalogChangesContract(StorageFixture fixture)
{
    private const int Writers = 8;
    private const int WritesPerWriter = 40;
    private const int PageSize = 7;

    [SkippableFact]
    public async Task UpsertAsync_Products_AreChangesInTheOrderOfTheirPositions()
    {
        var catalog = (await fixture.OpenAsync()).Catalog;
        var head = await catalog.GetHeadAsync();

        var position = await catalog.UpsertAsync([Named("order-b", "2"), Named("order-a", "1")]);

        Assert.Equal(head + 2, position);
        Assert.Equal(position, await catalog.GetHeadAsync());
        Assert.Equal(position, await catalog.UpsertAsync([]));
        Assert.Equal(
            [Change(head + 1, Named("order-a", "1")), Change(head + 2, Named("order-b", "2"))],
            await catalog.ReadChangesAsync(head, 10));
        Assert.Equal([Change(head + 2, Named("order-b", "2"))], await catalog.ReadChangesAsync(head + 1, 10));
        Assert.Single(await catalog.ReadChangesAsync(head, 1));
        Assert.Empty(await catalog.ReadChangesAsync(position, 10));
    }

    [SkippableFact]
    public async Task ReadChangesAsync_AProductChangedAgain_IsThereOnceAndHasMoved()
    {
        var catalog = (await fixture.OpenAsync()).Catalog;
        var head = await catalog.GetHeadAsync();
        await catalog.UpsertAsync([Named("moved", "1"), Named("stayed", "1")]);

        var write = await catalog.UpdateAsync("moved", new ProductPatch { Name = "2" });
        var again = await catalog.UpsertAsync([Named("moved", "3")]);

        Assert.Equal(new CatalogWrite(head + 3, Named("moved", "2")), write);
        Assert.Equal(head + 4, again);
        Assert.Equal(
            [Change(head + 2, Named("stayed", "1")), Change(head + 4, Named("moved", "3"))],
            await catalog.ReadChangesAsync(head, 10));
    }

    [SkippableFact]
    public async Task DeleteAsync_AProduct_IsAChangeUntilItComesBack()
    {
        var catalog = (await fixture.OpenAsync()).Catalog;
        var head = await catalog.UpsertAsync([Named("gone", "1"), Named("kept", "1")]);

        Assert.Equal(head + 1, await catalog.DeleteAsync("gone"));
        Assert.Null(await catalog.DeleteAsync("gone"));

        Assert.Equal(head + 1, await catalog.GetHeadAsync());
        Assert.Equal([new CatalogChange(head + 1, "gone", null)], await catalog.ReadChangesAsync(head, 10));
        await catalog.UpsertAsync([Named("gone", "2")]);
        Assert.Equal([Change(head + 2, Named("gone", "2"))], await catalog.ReadChangesAsync(head, 10));
        Assert.Equal(head + 3, await catalog.DeleteAsync("gone"));
        Assert.Equal([new CatalogChange(head + 3, "gone", null)], await catalog.ReadChangesAsync(head, 10));
    }

    [SkippableFact]
    public async Task Write_ThatChangesNothing_MovesNoHead()
    {
        var catalog = (await fixture.OpenAsync()).Catalog;
        var head = await catalog.GetHeadAsync();

        Assert.Null(await catalog.UpdateAsync("nowhere", new ProductPatch { Stock = 1 }));
        Assert.Null(await catalog.DeleteAsync("nowhere"));

        Assert.Equal(head, await catalog.GetHeadAsync());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => catalog.ReadChangesAsync(-1, 1));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => catalog.ReadChangesAsync(0, 0));
    }

    [SkippableFact]
    public async Task UpsertAsync_TenThousand_AreOneWriteReadPageByPage()
    {
        var catalog = (await fixture.OpenAsync()).Catalog;
        var head = await catalog.GetHeadAsync();
        var products = Enumerable.Range(0, 10_000).Select(i => Named($"bulk-{i:d5}", $"n{i}")).ToList();

        Assert.Equal(head + 10_000, await catalog.UpsertAsync(products));

        var after = head;
        var read = new List<CatalogChange>();
        while (await catalog.ReadChangesAsync(after, 4096) is { Count: > 0 } page)
        {
            read.AddRange(page);
            after = page[^1].Position;
        }

        Assert.Equal(products.Select((product, i) => Change(head + i + 1, product)), read);
    }

    [SkippableFact]
    public async Task ReadChangesAsync_WhileManyWrite_LosesNoChange()
    {
        // Two storages stand for two processes: each has its own connections.
        AyniStorage[] storages = [await fixture.OpenAsync(), await fixture.OpenAsync()];
        var reader = (await fixture.OpenAsync()).Catalog;
        var start = await reader.GetHeadAsync();
        using var writing = new CancellationTokenSource();

        var following = FollowAsync(reader, start, writing.Token);
        var written = await Task.WhenAll(
            Enumerable.Range(0, Writers).Select(writer => WriteAsync(storages[writer % 2].Catalog, writer)));
        await writing.CancelAsync();
        var seen = await following;

        var last = written.SelectMany(positions => positions).ToDictionary();
        Assert.Equal(last, seen);
        Assert.Equal(last.Values.Max(), await reader.GetHeadAsync());
    }

    // Each writer has products of its own, so that it knows which change of each was the last.
    private static async Task<Dictionary<string, long>> WriteAsync(ICatalogStore catalog, int writer)
    {
        var positions = new Dictionary<string, long>();
        for (var write = 0; write < WritesPerWriter; write++)
        {
            var id = $"race-{writer}-{write % 5}";
            if (write % 7 == 6 && await catalog.DeleteAsync(id) is { } deletion)
                positions[id] = deletion;
            else
                positions[id] = await catalog.UpsertAsync([Named(id, $"{write}")]);
        }

        return positions;
    }

    // Reads on from what it has seen until the writers are done and nothing is left. What it missed it never sees.
    private static async Task<Dictionary<string, long>> FollowAsync(
        ICatalogStore catalog, long start, CancellationToken writingEnded)
    {
        var seen = new Dictionary<string, long>();
        var after = start;
        while (true)
        {
            var isLast = writingEnded.IsCancellationRequested;
            var page = await catalog.ReadChangesAsync(after, PageSize, CancellationToken.None);
            foreach (var change in page)
            {
                Assert.True(change.Position > after);
                after = change.Position;
                seen[change.ProductId] = change.Position;
            }

            if (isLast && page.Count == 0)
                return seen;
        }
    }

    private static CatalogChange Change(long position, Product product) => new(position, product.ProductId, product);

    private static Product Named(string id, string name) =>
        new() { ProductId = id, Name = name, AddedAt = DateTimeOffset.UnixEpoch };
}
