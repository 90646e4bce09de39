using Ayni.Data.Copies;
using Ayni.Data.Mart.Purging;
using Ayni.Data.Mart.Versions;
using Ayni.Domain.Copies;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Trainer.Tests.Marts;
using static Ayni.Trainer.Tests.Marts.MartShop;

namespace Ayni.Trainer.Tests.Copies;

/// <summary>That registered folders forget erased shoppers, whatever befalls the folder or the process.</summary>
public abstract class CopyPurgerContract
{
    private static readonly DateTimeOffset Now = Start.AddDays(1);

    private protected abstract Task UseShopAsync(Func<MartShop, Task> test);

    [SkippableFact]
    public Task PurgeAsync_RegisteredMart_LosesTheErasedAndIsKnownTo() => UseShopAsync(async shop =>
    {
        await FillAsync(shop);
        var made = await shop.RegisterAsync("mart");
        await shop.Stores.Log.EraseUserAsync("ana");
        var pending = await shop.CopyAsync("mart");

        var purge = await PurgerOf(shop).PurgeAsync(pending, Now);
        var again = await PurgerOf(shop).PurgeAsync(await shop.CopyAsync("mart"), Now);

        Assert.Equal((2L, 0L), (made.LogPosition, made.ErasuresWithin));
        Assert.Equal(1, pending.ErasuresWithin);
        Assert.Equal(
            (CopyOutcome.Purged, 1L), (purge.Outcome, purge.RowsRemoved["user_item_interactions"]));
        Assert.Equal(CopyOutcome.Clean, again.Outcome);
        Assert.Equal((0L, Now), await StateAsync(shop));
        Assert.True((await shop.ReproduceAsync("mart")).Same);
        Assert.Single(await shop.Stores.Copies.ReadAsync());
        Assert.Empty(await MartVerifier.VerifyAsync(shop.Path("mart")));
    });

    [SkippableFact]
    public Task PurgeAsync_CancelledHalfWay_IsPendingAndDoneTheNextTime() => UseShopAsync(async shop =>
    {
        await FillAsync(shop);
        await shop.RegisterAsync("mart");
        await shop.Stores.Log.EraseUserAsync("ana");
        using var source = new CancellationTokenSource();
        var dying = new CopyPurger(
            shop.Stores.Copies, new CancellingPositions(shop.Stores.Erased, source), Machine, TimeSpan.FromDays(7));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await dying.PurgeAsync(await shop.CopyAsync("mart"), Now, source.Token));
        var pending = await shop.CopyAsync("mart");
        var purge = await PurgerOf(shop).PurgeAsync(pending, Now);

        Assert.Equal((1L, null), (pending.ErasuresWithin, pending.Problem));
        Assert.Equal(CopyOutcome.Purged, purge.Outcome);
        Assert.True((await shop.ReproduceAsync("mart")).Same);
    });

    [SkippableFact]
    public Task PurgeAsync_AfterAKillBetweenStagingAndMoving_FinishesIt() => UseShopAsync(async shop =>
    {
        await FillAsync(shop);
        await shop.RegisterAsync("mart");
        await shop.MakeAsync("twin");
        await shop.Stores.Log.EraseUserAsync("ana");
        await shop.PurgeAsync("twin");

        // As a kill leaves it: the new files and their manifest beside the old ones.
        Directory.Move(shop.Path("twin"), shop.Path($"mart/{StagedFiles.FolderName}"));
        var purge = await PurgerOf(shop).PurgeAsync(await shop.CopyAsync("mart"), Now);

        Assert.Equal(CopyOutcome.Clean, purge.Outcome);
        Assert.Equal((0L, Now), await StateAsync(shop));
        Assert.True((await shop.ReproduceAsync("mart")).Same);
        Assert.Empty(await MartVerifier.VerifyAsync(shop.Path("mart")));
    });

    [SkippableFact]
    public Task PurgeAsync_MartOfAKilledWriter_IsDeletedOnceSomebodyIsErased() => UseShopAsync(async shop =>
    {
        await FillAsync(shop);
        var copies = shop.Stores.Copies;
        var killed = await copies.BeginAsync(LogCopyKind.Mart, Machine, shop.Path("mart"), 0, Now);
        CopyMarker.Write(shop.Path("mart.partial"), killed.Id).Dispose();
        await File.WriteAllTextAsync(shop.Path("mart.partial/rows"), "ana");
        var before = await PurgerOf(shop).PurgeAsync(await shop.CopyAsync("mart"), Now);
        await shop.Stores.Log.EraseUserAsync("ana");

        var purge = await PurgerOf(shop).PurgeAsync(await shop.CopyAsync("mart"), Now);

        Assert.Equal((CopyOutcome.Clean, CopyOutcome.Deleted), (before.Outcome, purge.Outcome));
        Assert.False(Directory.Exists(shop.Path("mart.partial")));
        Assert.Empty(await copies.ReadAsync());
    });

    [SkippableFact]
    public Task MakeRegisteredAsync_Cancelled_IsOffTheRegister() => UseShopAsync(async shop =>
    {
        await FillAsync(shop);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => shop.RegisterAsync("mart", new CancellationToken(canceled: true)));
        await shop.RegisterAsync("mart");
        await Assert.ThrowsAsync<AyniException>(() => shop.RegisterAsync("mart"));

        Assert.Equal(2, (await shop.CopyAsync("mart")).LogPosition);
    });

    [SkippableFact]
    public Task PurgeAsync_FolderThatIsGone_IsToldAndForgottenInTheEnd() => UseShopAsync(async shop =>
    {
        await FillAsync(shop);
        await shop.RegisterAsync("mart");
        await shop.Stores.Log.EraseUserAsync("ana");
        Directory.Delete(shop.Path("mart"), recursive: true);
        var purger = PurgerOf(shop);

        var elsewhere = await new CopyPurger(shop.Stores.Copies, shop.Stores.Erased, "there", TimeSpan.Zero)
            .PurgeAsync(await shop.CopyAsync("mart"), Now);
        var gone = await purger.PurgeAsync(await shop.CopyAsync("mart"), Now);
        var told = await shop.CopyAsync("mart");
        var still = await purger.PurgeAsync(told, Now.AddDays(6));
        var forgotten = await purger.PurgeAsync(await shop.CopyAsync("mart"), Now.AddDays(7));

        Assert.Equal(
            [CopyOutcome.Elsewhere, CopyOutcome.Missing, CopyOutcome.Missing, CopyOutcome.Forgotten],
            new[] { elsewhere, gone, still, forgotten }.Select(purge => purge.Outcome));
        Assert.Equal(Now, told.MissingSince);
        Assert.Empty(await shop.Stores.Copies.ReadAsync());
    });

    [SkippableFact]
    public Task PurgeAsync_AnotherFolderOfTheSamePath_IsLeftAlone() => UseShopAsync(async shop =>
    {
        await FillAsync(shop);
        await shop.RegisterAsync("mart");
        await shop.Stores.Log.EraseUserAsync("ana");
        var content = MartManifest.Load(shop.Path("mart")).ContentHash;
        CopyMarker.Write(shop.Path("mart"), "of another shop").Dispose();

        var purge = await PurgerOf(shop).PurgeAsync(await shop.CopyAsync("mart"), Now);

        Assert.Equal(CopyOutcome.Missing, purge.Outcome);
        Assert.Equal(content, MartManifest.Load(shop.Path("mart")).ContentHash);
    });

    [SkippableFact]
    public Task PurgeAsync_FolderInUse_IsLeftForLater() => UseShopAsync(async shop =>
    {
        await FillAsync(shop);
        var copy = await shop.RegisterAsync("mart");
        await shop.Stores.Log.EraseUserAsync("ana");
        var pending = await shop.CopyAsync("mart");
        using (CopyMarker.Write(shop.Path("mart"), copy.Id))
        {
            Assert.Equal(CopyOutcome.InUse, (await PurgerOf(shop).PurgeAsync(pending, Now)).Outcome);
            Assert.Equal(CopyPresence.InUse, CopyPurger.Look(pending));
            await Assert.ThrowsAsync<AyniException>(() => PurgerOf(shop).AdoptAsync(shop.Path("mart"), Now));
        }

        Assert.Equal(CopyOutcome.Purged, (await PurgerOf(shop).PurgeAsync(pending, Now)).Outcome);
    });

    [SkippableFact]
    public Task PurgeAsync_ManifestThatCannotBeRead_IsAProblemUntilItCan() => UseShopAsync(async shop =>
    {
        await FillAsync(shop);
        await shop.RegisterAsync("mart");
        await shop.Stores.Log.EraseUserAsync("ana");
        var manifest = await File.ReadAllTextAsync(shop.Path("mart/manifest.json"));
        await File.WriteAllTextAsync(shop.Path("mart/manifest.json"), "{");

        var failed = await PurgerOf(shop).PurgeAsync(await shop.CopyAsync("mart"), Now);
        var told = await shop.CopyAsync("mart");
        await File.WriteAllTextAsync(shop.Path("mart/manifest.json"), manifest);
        var purge = await PurgerOf(shop).PurgeAsync(told, Now);

        Assert.Equal((CopyOutcome.Failed, failed.Problem), (failed.Outcome, told.Problem));
        Assert.Contains("manifest.json' cannot be read", told.Problem, StringComparison.Ordinal);
        Assert.Equal(CopyOutcome.Purged, purge.Outcome);
        Assert.Null((await shop.CopyAsync("mart")).Problem);
    });

    [SkippableFact]
    public Task AdoptAsync_MartFromBeforeTheRegister_IsPurgedFromThenOnByItself() => UseShopAsync(async shop =>
    {
        await FillAsync(shop);
        await shop.MakeAsync("old");
        await shop.Stores.Log.EraseUserAsync("ana");

        var first = await PurgerOf(shop).AdoptAsync(shop.Path("old"), Now);
        var adopted = await shop.CopyAsync("old");
        await shop.Stores.Log.EraseUserAsync("ben");
        var second = await PurgerOf(shop).PurgeAsync(await shop.CopyAsync("old"), Now);

        Assert.Equal(1, first!.RowsRemoved["user_item_interactions"]);
        Assert.Equal((2L, 0L), (adopted.LogPosition, adopted.ErasuresWithin));
        Assert.Equal(CopyOutcome.Purged, second.Outcome);
        Assert.Equal(0, MartManifest.Load(shop.Path("old")).Tables.Sum(table => table.Rows));
    });

    private static async Task FillAsync(MartShop shop) => await shop.AppendAsync(
        Event("1", "ana", "p1", InteractionType.View), Event("2", "ben", "p1", InteractionType.View));

    private static CopyPurger PurgerOf(MartShop shop) =>
        new(shop.Stores.Copies, shop.Stores.Erased, Machine, TimeSpan.FromDays(7));

    private static async Task<(long, DateTimeOffset?)> StateAsync(MartShop shop)
    {
        var copy = await shop.CopyAsync("mart");
        return (copy.ErasuresWithin, copy.PurgedAt);
    }

    private sealed class CancellingPositions(IErasedPositions erased, CancellationTokenSource source) : IErasedPositions
    {
        public async Task<IReadOnlyList<long>> ReadErasedAsync(
            long afterPosition, int limit, CancellationToken cancellationToken = default)
        {
            var positions = await erased.ReadErasedAsync(afterPosition, limit, cancellationToken);
            await source.CancelAsync();
            return positions;
        }
    }
}
