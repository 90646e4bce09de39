using Ayni.Domain.Interactions;
using static Ayni.Storage.Tests.Interactions.Samples;

namespace Ayni.Storage.Tests.Interactions;

/// <summary>What <see cref="IInteractionLog"/> promises about erasing, whichever database keeps it.</summary>
public abstract class InteractionErasureContract(StorageFixture fixture)
{
    [SkippableFact]
    public async Task EraseUserAsync_TheirInteractions_AreGoneAndOthersStayInPlace()
    {
        var log = (await fixture.OpenAsync()).Log;
        var users = new[] { "erase-me", "keep-me" };
        var rows = Enumerable.Range(0, 6).Select(i => View($"erase-{i}", users[i % 2])).ToArray();
        var positions = (await log.AppendAsync(rows)).Select(result => result.Position).ToArray();
        var head = await log.GetHeadAsync();

        var erased = await log.EraseUserAsync("erase-me");

        Assert.Equal(3, erased);
        Assert.Empty(await log.ReadNewestByUserAsync("erase-me", 10));
        var left = await log.ReadAsync(positions[0] - 1, 10);
        Assert.Equal([positions[1], positions[3], positions[5]], left.Select(row => row.Position));
        Assert.Equal(head, await log.GetHeadAsync());
        Assert.Equal(0, await log.EraseUserAsync("erase-me"));
    }

    [SkippableFact]
    public async Task EraseUserAsOfAsync_LaterInteractions_Stay()
    {
        var log = (await fixture.OpenAsync()).Log;
        var rows = Views("as-of-", 5, "as-of-user");
        var positions = (await log.AppendAsync(rows)).Select(result => result.Position).ToArray();

        var erased = await log.EraseUserAsOfAsync("as-of-user", positions[2]);
        var again = await log.AppendAsync(rows);

        Assert.Equal(3, erased);
        Assert.All(again, result => Assert.True(result.IsDuplicate));
        Assert.Equal(
            positions[3..], (await log.ReadNewestByUserAsync("as-of-user", 10)).Select(row => row.Position));
    }

    [SkippableFact]
    public async Task AppendAsync_RetryOfAnErasedEvent_IsADuplicateAndStaysErased()
    {
        var log = (await fixture.OpenAsync()).Log;
        var rows = Views("late-", 1500, "late-user");
        var first = await log.AppendAsync(rows);
        await log.EraseUserAsync("late-user");
        var head = await log.GetHeadAsync();

        var few = await log.AppendAsync([rows[7], View("late-new", "another-user"), rows[7]]);
        var many = await log.AppendAsync(rows);

        Assert.Equal([true, false, true], few.Select(result => result.IsDuplicate));
        Assert.Equal(
            [first[7].Position, head + 1, first[7].Position], few.Select(result => result.Position));
        Assert.All(many, result => Assert.True(result.IsDuplicate));
        Assert.Equal(first.Select(result => result.Position), many.Select(result => result.Position));
        Assert.Equal(head + 1, await log.GetHeadAsync());
        Assert.Empty(await log.ReadNewestByUserAsync("late-user", 10));
    }

    [SkippableFact]
    public async Task EraseUserAsync_TheNewestPosition_IsNeverGivenAgain()
    {
        var log = (await fixture.OpenAsync()).Log;
        var last = (await log.AppendAsync([View("last-1", "last-user")]))[0].Position;
        await log.EraseUserAsync("last-user");

        var next = (await log.AppendAsync([View("last-2")]))[0].Position;

        Assert.Equal(last + 1, next);
    }

    [SkippableFact]
    public async Task EraseUserAsync_WhileTheUserIsStillSending_EndsWithEachEventKnown()
    {
        var log = (await fixture.OpenAsync()).Log;
        var rows = Views("racing-", 200, "racing-user");

        var sending = Task.WhenAll(rows.Select(row => log.AppendAsync([row])));
        var erasing = log.EraseUserAsync("racing-user");
        await Task.WhenAll(sending, erasing);
        await log.EraseUserAsync("racing-user");

        var retries = await log.AppendAsync(rows);
        Assert.All(retries, result => Assert.True(result.IsDuplicate));
        Assert.Empty(await log.ReadNewestByUserAsync("racing-user", 10));
    }

    [SkippableFact]
    public async Task ReadErasedAsync_AfterErasures_TellsTheirPositionsInOrderAPageAtATime()
    {
        var stores = await fixture.OpenAsync();
        var users = new[] { "gone-1", "stays", "gone-2" };
        var rows = Enumerable.Range(0, 9).Select(i => View($"erased-at-{i}", users[i % 3])).ToArray();
        var positions = (await stores.Log.AppendAsync(rows)).Select(result => result.Position).ToArray();

        await stores.Log.EraseUserAsync("gone-2");
        await stores.Log.EraseUserAsOfAsync("gone-1", positions[3]);
        var first = await stores.Erased.ReadErasedAsync(positions[0] - 1, 3);
        var rest = await stores.Erased.ReadErasedAsync(first[^1], 3);

        Assert.Equal([positions[0], positions[2], positions[3]], first);
        Assert.Equal([positions[5], positions[8]], rest);
        Assert.Empty(await stores.Erased.ReadErasedAsync(positions[8], 3));
    }
}
