using Ayni.Data.Mart.Cleaning;
using Ayni.Data.Mart.Files;
using Ayni.Data.Mart.Purging;
using Ayni.Data.Mart.Versions;
using Ayni.Domain.Consents;
using Ayni.Domain.Interactions;
using CsCheck;
using static Ayni.Trainer.Tests.Marts.MartShop;

namespace Ayni.Trainer.Tests.Marts;

/// <summary>That an erased shopper leaves every mart, and that it is then what the store gives.</summary>
public abstract class PurgeContract
{
    private protected abstract Task<MartShop> OpenShopAsync();

    private protected virtual int Iterations => 25;

    /// <summary>Skips the test where the server it needs is absent.</summary>
    private protected virtual void SkipWithoutServer()
    {
    }

    [SkippableFact]
    public async Task PurgeAsync_AnyLogAndErasures_GivesWhatTheStoreGivesNow()
    {
        // Within a sample a skip would count as a failure of the sample.
        SkipWithoutServer();
        await RandomLog.Gen.Select(Gen.Int[1, 3], Gen.Int[0, 120]).SampleAsync(
            async (log, gone, lateShare) =>
            {
                await using var shop = await OpenShopAsync();
                var head = await shop.AppendAsync(log);
                var made = await shop.MakeAsync("mart");
                var erased = log.Select(row => row.UserId).Distinct().Take(gone).ToArray();

                // The first goes in part: as one who went on sending while being erased.
                await shop.Stores.Log.EraseUserAsOfAsync(erased[0], Math.Min(head, lateShare));
                foreach (var user in erased[1..])
                    await shop.Stores.Log.EraseUserAsync(user);
                var purge = await shop.PurgeAsync("mart");
                var again = await shop.ReproduceAsync("mart");

                Assert.True(again.Same, string.Join('\n', again.Differences.Select(each => each.Describe())));
                Assert.Empty(await MartVerifier.VerifyAsync(shop.Path("mart")));
                Assert.Equal(purge is null, made.ContentHash == again.Hash);
                Assert.Null(await shop.PurgeAsync("mart"));
            },
            iter: Iterations,
            threads: 1);
    }

    [SkippableFact]
    public async Task PurgeAsync_AnyLogAndRefusals_GivesWhatTheStoreGivesNowAndAfterTheyAreTakenBack()
    {
        SkipWithoutServer();
        await RandomLog.Gen.Select(Gen.Int[1, 3]).SampleAsync(
            async (log, refusing) =>
            {
                await using var shop = await OpenShopAsync();
                await shop.AppendAsync(log);
                var made = await shop.MakeAsync("mart");
                var users = log.Select(row => row.UserId).Distinct().Take(refusing).ToArray();

                foreach (var user in users)
                    await shop.Stores.Consents.PutAsync(user, new ConsentChoice(Analytics: false));
                await shop.PurgeAsync("mart");
                var again = await shop.ReproduceAsync("mart");
                foreach (var user in users)
                    await shop.Stores.Consents.PutAsync(user, new ConsentChoice(Analytics: true));
                var later = await shop.ReproduceAsync("mart");
                var whole = await shop.MakeAsync("whole");

                Assert.True(again.Same, string.Join('\n', again.Differences.Select(each => each.Describe())));
                Assert.True(later.Same, string.Join('\n', later.Differences.Select(each => each.Describe())));
                Assert.Null(await shop.PurgeAsync("mart"));
                Assert.Equal(RowsOf(made), RowsOf(whole));
            },
            iter: Iterations,
            threads: 1);
    }

    private static IEnumerable<(string, long)> RowsOf(MartManifest manifest) =>
        manifest.Tables.Select(table => (table.Name, table.Rows)).Order();

    [SkippableFact]
    public async Task PurgeAsync_OneShopperOfSeveralMonths_LeavesOtherMonthsAndNamesNobody()
    {
        await using var shop = await OpenShopAsync();
        await shop.Stores.Catalog.UpsertAsync([Product("p1"), Product("p2")]);
        await shop.AppendAsync(
            Event("1", "SecretShopper", "p1", InteractionType.View),
            Event("2", "ben", "p1", InteractionType.View),
            Event("3", "ben", "p2", InteractionType.Purchase, minutes: 50_000, score: 2) with { OrderId = "o" },
            Event("4", "SecretShopper", "p2", InteractionType.Rating, minutes: 1));
        var made = await shop.MakeAsync("mart", CleaningSteps.Default);
        const string later = "user_item_interactions/year=2026/month=03/part-0000.parquet";
        var untouched = File.GetLastWriteTimeUtc(MartFiles.FullPath(shop.Path("mart"), later));

        await shop.Stores.Log.EraseUserAsync("SecretShopper");
        var before = await shop.ReproduceAsync("mart");
        var purge = await shop.PurgeAsync("mart");
        var after = await shop.ReproduceAsync("mart");

        Assert.False(before.Same);
        Assert.Contains("2 interactions of shoppers erased since", before.Notes.Single(), StringComparison.Ordinal);
        Assert.True(after.Same);
        Assert.Equal((made.ContentHash, after.Hash), (purge!.HashBefore, purge.HashAfter));
        Assert.Equal(
            ["reviews 1", "user_item_interactions 2", "users 1"],
            purge.RowsRemoved.Select(table => $"{table.Key} {table.Value}"));
        Assert.Equal(untouched, File.GetLastWriteTimeUtc(MartFiles.FullPath(shop.Path("mart"), later)));
        Assert.False(Directory.Exists(shop.Path("mart/reviews")));
        foreach (var file in Directory.EnumerateFiles(shop.Path("mart"), "*", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain("SecretShopper", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public async Task PurgeAsync_OfEverybody_LeavesAMartWithoutRows()
    {
        await using var shop = await OpenShopAsync();
        await shop.AppendAsync(Event("1", "ana", "p1", InteractionType.View));
        await shop.MakeAsync("mart");
        await shop.Stores.Log.EraseUserAsync("ana");

        await shop.PurgeAsync("mart");

        Assert.Equal([MartFiles.ManifestName], Directory.EnumerateFileSystemEntries(shop.Path("mart"))
            .Select(Path.GetFileName));
        Assert.True((await shop.ReproduceAsync("mart")).Same);
    }

    [SkippableFact]
    public async Task PurgeAsync_AfterACrashHalfWay_FinishesWhatWasDecided()
    {
        await using var shop = await OpenShopAsync();
        await shop.AppendAsync(
            Event("1", "ana", "p1", InteractionType.View), Event("2", "ben", "p1", InteractionType.View));
        await shop.MakeAsync("mart");
        await shop.MakeAsync("crashed");
        await shop.Stores.Log.EraseUserAsync("ana");
        var purge = await shop.PurgeAsync("mart");

        // As a crash leaves it: all new files and their manifest are there, none is in its place.
        Copy(shop.Path("mart"), shop.Path($"crashed/{StagedFiles.FolderName}"));
        var again = await shop.PurgeAsync("crashed");

        // And one that died before its manifest was there, which never counted.
        Directory.CreateDirectory(shop.Path($"crashed/{StagedFiles.FolderName}/users"));
        await File.WriteAllTextAsync(shop.Path($"crashed/{StagedFiles.FolderName}/users/part-0000.parquet"), "half");
        await shop.PurgeAsync("crashed");

        Assert.Null(again);
        Assert.Empty(await MartVerifier.VerifyAsync(shop.Path("crashed")));
        Assert.Equal(purge!.HashAfter, MartManifest.Load(shop.Path("crashed")).ContentHash);
    }

    [SkippableFact]
    public async Task ReproduceAsync_AfterTheCatalogueChanged_TakesItsProductsFromTheMart()
    {
        await using var shop = await OpenShopAsync();
        await shop.Stores.Catalog.UpsertAsync([Product("p1"), Product("p2", 20)]);
        await shop.AppendAsync(
            Event("1", "ana", "p1", InteractionType.View), Event("2", "ana", "p2", InteractionType.View, 1));
        await shop.MakeAsync("mart", CleaningSteps.Default);
        var same = await shop.ReproduceAsync("mart");

        await shop.Stores.Catalog.UpsertAsync([Product("p1", 11)]);
        await shop.Stores.Catalog.DeleteAsync("p2");
        var later = await shop.ReproduceAsync("mart");

        Assert.Equal((true, true), (same.Same, later.Same));
        Assert.Empty(same.Notes);
        Assert.Contains("products were taken from the mart", later.Notes.Single(), StringComparison.Ordinal);
    }

    private static void Copy(string from, string to)
    {
        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
        }
    }
}
