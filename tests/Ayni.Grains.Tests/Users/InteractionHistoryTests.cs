using Ayni.Domain.Interactions;
using Ayni.Grains.Tests.Shops;
using Ayni.Grains.Users;
using Ayni.Storage;
using Ayni.Testing;

namespace Ayni.Grains.Tests.Users;

public sealed class InteractionHistoryTests
{
    [Fact]
    public void Apply_SeenPositions_AreIgnored()
    {
        var history = new InteractionHistory(10);
        history.Apply([Logged(2), Logged(5)], 7);
        var revision = history.Revision;
        history.Apply([Logged(2), Logged(5), Logged(6)], 7);

        Assert.Equal(2, history.Count);
        Assert.Equal(7, history.Position);
        Assert.Equal(revision, history.Revision);
    }

    [Fact]
    public void Apply_MoreThanCapacity_KeepsTheNewest()
    {
        var history = new InteractionHistory(3);
        for (var position = 1; position <= 9; position++)
            history.Apply([Logged(position)], position);

        Assert.Equal([7L, 8, 9], history.WithProduct.Select(logged => logged.Position));
    }

    [Fact]
    public void Apply_Searches_DoNotPushOutInteractionsWithProducts()
    {
        var history = new InteractionHistory(2);
        history.Apply([Logged(1), Logged(2)], 2);
        history.Apply([.. Enumerable.Range(3, 300).Select(position => Logged(position, search: true))], 302);

        Assert.Equal([1L, 2], history.WithProduct.Select(logged => logged.Position));
        Assert.Equal(2 + InteractionHistory.MaxWithoutProduct, history.Count);
        Assert.Equal([302L, 301], history.Newest(2).Select(logged => logged.Position));
    }

    [Fact]
    public async Task CatchUpAsync_ManySearches_StillFindsTheNewestWithProducts()
    {
        using var folder = new TemporaryFolder();
        await using var storage = await AyniStorage.OpenAsync(
            new StorageOptions { DataDirectory = folder.Path }, TimeProvider.System);
        await storage.Log.AppendAsync(
        [
            .. Enumerable.Range(0, 5).Select(n => SampleShop.Event($"p{n}", "u", $"product{n}")),
            .. Enumerable.Range(0, 50).Select(n => SampleShop.Event($"s{n}", "u", null, InteractionType.Search)),
        ]);
        var history = new InteractionHistory(4);

        var applied = await history.CatchUpAsync(storage.Log, "u");

        Assert.Equal(55, applied);
        Assert.Equal(
            ["product1", "product2", "product3", "product4"],
            history.WithProduct.Select(logged => logged.Interaction.ProductId));
    }

    [Fact]
    public async Task CatchUpAsync_StepByStep_EqualsAFreshReading()
    {
        using var folder = new TemporaryFolder();
        await using var storage = await AyniStorage.OpenAsync(
            new StorageOptions { DataDirectory = folder.Path }, TimeProvider.System);
        var continuous = new InteractionHistory(7);
        foreach (var batch in SampleShop.Interactions().Chunk(50))
        {
            await storage.Log.AppendAsync(batch);
            await continuous.CatchUpAsync(storage.Log, SampleShop.UserId(3));
        }

        var fresh = new InteractionHistory(7);
        await fresh.CatchUpAsync(storage.Log, SampleShop.UserId(3));

        Assert.Equal(fresh.WithProduct, continuous.WithProduct);
        Assert.Equal(fresh.Position, continuous.Position);
    }

    private static LoggedInteraction Logged(long position, bool search = false) => new(
        position,
        SampleShop.Event(
            $"e{position}", "u", search ? null : "p", search ? InteractionType.Search : InteractionType.Purchase));
}
