using Ayni.Domain.Copies;
using static Ayni.Storage.Tests.Interactions.Samples;

namespace Ayni.Storage.Tests.Copies;

/// <summary>What <see cref="ILogCopies"/> promises, whichever database keeps it.</summary>
public abstract class LogCopiesContract(StorageFixture fixture)
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_764_000_000_123);

    [SkippableFact]
    public async Task BeginAsync_NewFolder_IsThereForOthersAndLacksAllErasures()
    {
        var stores = await fixture.OpenAsync();
        await EraseAsync(stores, "begin");

        var copy = await BeginAsync(stores, LogCopyKind.Features, "one", "/begin/año", Now);
        var again = await FindAsync(await fixture.OpenAsync(), copy.Id);

        Assert.Equal(copy, again);
        Assert.Equal(
            new LogCopy
            {
                Id = copy.Id,
                Kind = LogCopyKind.Features,
                Machine = "one",
                Directory = "/begin/año",
                RegisteredAt = Now,
                PurgedThrough = await stores.Copies.GetErasuresAsync(),
                ErasuresWithin = 0,
            },
            again);
    }

    [SkippableFact]
    public async Task ReadAsync_ErasureOfWhatAFolderWasMadeOf_IsWithinIt()
    {
        var stores = await fixture.OpenAsync();
        var before = await BeginAsync(stores, LogCopyKind.Mart, "one", "/within/before", Now);
        var after = await BeginAsync(stores, LogCopyKind.Mart, "one", "/within/after", Now);
        var unfinished = await BeginAsync(stores, LogCopyKind.Mart, "one", "/within/unfinished", Now);
        var first = (await stores.Log.AppendAsync(Views("within-1-", 3, "within-1")))[^1].Position;
        await stores.Copies.CompleteAsync(before.Id, first, before.PurgedThrough);
        var second = (await stores.Log.AppendAsync(Views("within-2-", 3, "within-2")))[^1].Position;
        await stores.Copies.CompleteAsync(after.Id, second, after.PurgedThrough);

        await stores.Log.EraseUserAsync("within-2");
        await stores.Log.EraseUserAsync("within-2");
        await stores.Log.EraseUserAsync("nobody");

        Assert.Equal(0, (await FindAsync(stores, before.Id)).ErasuresWithin);
        Assert.Equal(1, (await FindAsync(stores, after.Id)).ErasuresWithin);
        Assert.Equal(1, (await FindAsync(stores, unfinished.Id)).ErasuresWithin);
        Assert.Equal(before.PurgedThrough + 1, await stores.Copies.GetErasuresAsync());
        await stores.Log.EraseUserAsync("within-1");
        Assert.Equal(1, (await FindAsync(stores, before.Id)).ErasuresWithin);
        Assert.Equal(2, (await FindAsync(stores, after.Id)).ErasuresWithin);
    }

    [SkippableFact]
    public async Task BeginAsync_FolderThatHoldsErasedShoppers_HoldsThemStill()
    {
        var stores = await fixture.OpenAsync();
        var copy = await BeginAsync(stores, LogCopyKind.Preprocessed, "one", "/again", Now);
        await stores.Copies.CompleteAsync(copy.Id, await EraseAsync(stores, "again"), copy.PurgedThrough);

        var again = await BeginAsync(stores, LogCopyKind.Features, "one", "/again", Now.AddHours(1));
        var elsewhere = await BeginAsync(stores, LogCopyKind.Features, "two", "/again", Now.AddHours(1));

        Assert.Equal(copy.Id, again.Id);
        Assert.Equal(LogCopyKind.Features, again.Kind);
        Assert.Null(again.LogPosition);
        Assert.Equal(1, again.ErasuresWithin);
        Assert.NotEqual(copy.Id, elsewhere.Id);
        Assert.Equal(0, elsewhere.ErasuresWithin);
    }

    [SkippableFact]
    public async Task BeginAsync_MadeOfWhatIsNotPurgedYet_HoldsWhomThatHolds()
    {
        var stores = await fixture.OpenAsync();
        var copy = await BeginAsync(stores, LogCopyKind.Preprocessed, "one", "/derived", Now);
        var position = await EraseAsync(stores, "derived");
        await stores.Copies.CompleteAsync(copy.Id, position, copy.PurgedThrough);
        await stores.Copies.MarkPurgedAsync(copy.Id, copy.PurgedThrough + 1, Now);

        var again = await stores.Copies.BeginAsync(
            LogCopyKind.Preprocessed, "one", "/derived", copy.PurgedThrough, Now);

        Assert.Equal((copy.PurgedThrough, 1L), (again.PurgedThrough, again.ErasuresWithin));
    }

    [SkippableFact]
    public async Task BeginAsync_FolderWithFiles_MayHoldAnybodyErased()
    {
        var stores = await fixture.OpenAsync();
        await EraseAsync(stores, "files");

        var copy = await stores.Copies.BeginAsync(LogCopyKind.Features, "one", "/files", 0, Now);

        Assert.Equal((0, await stores.Copies.GetErasuresAsync()), (copy.PurgedThrough, copy.ErasuresWithin));
    }

    [SkippableFact]
    public async Task CompleteAsync_PurgedWhileItWasWritten_HoldsWhomTheWriterRead()
    {
        var stores = await fixture.OpenAsync();
        var copy = await BeginAsync(stores, LogCopyKind.Features, "one", "/meanwhile", Now);
        var position = await EraseAsync(stores, "meanwhile");
        await stores.Copies.MarkPurgedAsync(copy.Id, copy.PurgedThrough + 1, Now);

        await stores.Copies.CompleteAsync(copy.Id, position, copy.PurgedThrough);

        Assert.Equal(1, (await FindAsync(stores, copy.Id)).ErasuresWithin);
    }

    [SkippableFact]
    public async Task MarkPurgedAsync_ThroughTheNewestErasure_NothingIsWithinAndNothingWrong()
    {
        var stores = await fixture.OpenAsync();
        var copy = await BeginAsync(stores, LogCopyKind.Mart, "one", "/purged", Now);
        await stores.Copies.CompleteAsync(copy.Id, await EraseAsync(stores, "purged"), copy.PurgedThrough);
        await stores.Copies.NoteAsync(copy.Id, Now, "No space left.");
        var noted = await FindAsync(stores, copy.Id);
        var through = await stores.Copies.GetErasuresAsync();

        await stores.Copies.MarkPurgedAsync(copy.Id, through, Now.AddHours(1));
        await stores.Copies.MarkPurgedAsync(copy.Id, through - 1, Now.AddHours(2));
        var purged = await FindAsync(stores, copy.Id);

        Assert.Equal((Now, "No space left.", 1L), (noted.MissingSince, noted.Problem, noted.ErasuresWithin));
        Assert.Equal((null, null, 0L), (purged.MissingSince, purged.Problem, purged.ErasuresWithin));
        Assert.Equal((through, Now.AddHours(2)), (purged.PurgedThrough, purged.PurgedAt));
    }

    [SkippableFact]
    public async Task ForgetAsync_Folder_IsGoneAndUnknownOnesChangeNothing()
    {
        var stores = await fixture.OpenAsync();
        var copy = await BeginAsync(stores, LogCopyKind.Mart, "one", "/forgotten", Now);

        Assert.True(await stores.Copies.ForgetAsync(copy.Id));

        Assert.False(await stores.Copies.ForgetAsync(copy.Id));
        Assert.False(await stores.Copies.CompleteAsync(copy.Id, 1, 0));
        Assert.False(await stores.Copies.MarkPurgedAsync(copy.Id, 1, Now));
        Assert.False(await stores.Copies.NoteAsync(copy.Id, null, null));
        Assert.DoesNotContain(await stores.Copies.ReadAsync(), other => other.Id == copy.Id);
    }

    [SkippableFact]
    public async Task BeginAsync_PathThatDependsOnTheProcess_IsRefused()
    {
        var copies = (await fixture.OpenAsync()).Copies;

        await Assert.ThrowsAsync<ArgumentException>(
            () => copies.BeginAsync(LogCopyKind.Mart, "one", "marts/1", 0, Now));
    }

    private static async Task<LogCopy> BeginAsync(
        AyniStorage stores, LogCopyKind kind, string machine, string directory, DateTimeOffset now) =>
        await stores.Copies.BeginAsync(kind, machine, directory, await stores.Copies.GetErasuresAsync(), now);

    // The position up to which the log goes afterwards.
    private static async Task<long> EraseAsync(AyniStorage stores, string name)
    {
        var appended = await stores.Log.AppendAsync(Views($"{name}-", 2, name));
        await stores.Log.EraseUserAsync(name);
        return appended[^1].Position;
    }

    private static async Task<LogCopy> FindAsync(AyniStorage stores, string id) =>
        (await stores.Copies.ReadAsync()).Single(copy => copy.Id == id);
}
