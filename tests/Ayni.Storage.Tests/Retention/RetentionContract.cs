using Ayni.Domain.Copies;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Domain.Retention;
using Ayni.Storage.Tests.Interactions;
using static Ayni.Storage.Tests.Interactions.Samples;

namespace Ayni.Storage.Tests.Retention;

/// <summary>What <see cref="IRetention"/> promises, whichever database keeps it.</summary>
public abstract class RetentionContract(StorageFixture fixture)
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(2);
    private static readonly RetainedType Views = RetainedType.Of("view");

    [SkippableFact]
    public async Task DeleteAsync_OldOnesOfAType_AreGoneAndAllOthersStayInPlace()
    {
        var stores = await fixture.OpenAsync();
        var rows = new[]
        {
            At(View("old-1", "a"), -10), At(View("new-1", "a"), 0), At(View("old-search", "a", null), -10),
            At(View("old-2", "b"), -1), At(Own("old-own", "swipe"), -10), At(View("old-3", "b"), -3),
        };
        var positions = (await stores.Log.AppendAsync(rows)).Select(result => result.Position).ToArray();
        var head = await stores.Log.GetHeadAsync();
        await using var claim = await HeldAsync(stores);

        var batch = await claim.DeleteAsync(Views, 100);

        Assert.Equal(new RetentionBatch(3, Noon.AddDays(-1), IsLast: true), batch);
        Assert.Equal(
            [positions[1], positions[2], positions[4]],
            (await stores.Log.ReadAsync(positions[0] - 1, 10)).Select(row => row.Position));
        Assert.Equal(head, await stores.Log.GetHeadAsync());
        Assert.Equal(["new-1", "old-search"], await EventsAsync(stores, "a"));
        Assert.Empty(await EventsAsync(stores, "b"));
        Assert.Equal(1, (await claim.DeleteAsync(RetainedType.Of("search"), 100)).Deleted);
        Assert.Equal(0, (await claim.DeleteAsync(RetainedType.Of("slide"), 100)).Deleted);
        Assert.Equal(1, (await claim.DeleteAsync(RetainedType.Of("swipe"), 100)).Deleted);
        Assert.Equal(["new-1"], await EventsAsync(stores, "a"));
    }

    [SkippableFact]
    public async Task DeleteAsync_InBatches_TakesTheOldestFirstAndSaysWhereItIs()
    {
        var stores = await fixture.OpenAsync();
        await stores.Log.AppendAsync(
            [.. Enumerable.Range(1, 7).Select(day => At(View($"batch-{day}", "batched"), -day))]);
        await using var claim = await HeldAsync(stores);

        var first = await claim.DeleteAsync(Views, 3);
        var left = await EventsAsync(stores, "batched");
        var second = await claim.DeleteAsync(Views, 3, first.Newest);
        var third = await claim.DeleteAsync(Views, 3, second.Newest);

        Assert.Equal(new RetentionBatch(3, Noon.AddDays(-5), IsLast: false), first);
        Assert.Equal(["batch-1", "batch-2", "batch-3", "batch-4"], left);
        Assert.Equal(new RetentionBatch(3, Noon.AddDays(-2), IsLast: false), second);
        Assert.Equal(new RetentionBatch(1, Noon.AddDays(-1), IsLast: true), third);
        Assert.Empty(await EventsAsync(stores, "batched"));
    }

    [SkippableTheory]
    [InlineData(2)]
    [InlineData(1_500)]
    public async Task AppendAsync_RetryOfADeletedEvent_IsADuplicateAndStaysDeleted(int count)
    {
        var stores = await fixture.OpenAsync();
        var rows = Samples.Views($"retry-{count}-", count, $"retry-{count}").Select(view => At(view, -5)).ToArray();
        var first = await stores.Log.AppendAsync(rows);
        await using var claim = await HeldAsync(stores);
        Assert.Equal(count, (await claim.DeleteAsync(Views, IRetention.MaxBatch)).Deleted);

        // Dated now, as a retry of an event without a time of its own is.
        var retry = await stores.Log.AppendAsync([.. rows.Select(row => row with { Timestamp = Noon })]);

        Assert.All(retry, result => Assert.True(result.IsDuplicate));
        Assert.Equal(first.Select(result => result.Position), retry.Select(result => result.Position));
        Assert.Empty(await EventsAsync(stores, $"retry-{count}"));
    }

    [SkippableFact]
    public async Task DeleteAsync_FoldersMadeOfTheLog_LearnItAndModelsNameNobodyForIt()
    {
        var stores = await fixture.OpenAsync();
        var before = await stores.Erasures.GetNewestAsync();
        var position = (await stores.Log.AppendAsync([At(View("copied", "copied"), -5)]))[0].Position;
        var copy = await stores.Copies.BeginAsync(
            LogCopyKind.Mart, "one", "/retention", await stores.Copies.GetErasuresAsync(), Noon);
        await stores.Copies.CompleteAsync(copy.Id, position, copy.PurgedThrough);
        await using var claim = await HeldAsync(stores);

        await claim.DeleteAsync(Views, 100);

        var found = (await stores.Copies.ReadAsync()).Single(other => other.Id == copy.Id);
        Assert.Equal(1, found.ErasuresWithin);
        Assert.Equal([position], await stores.Erased.ReadErasedAsync(position - 1, 10));
        var since = await stores.Erasures.CountSinceAsync(before, position);
        Assert.Equal((0L, 0L), (since.Shoppers, since.Interactions));
    }

    [SkippableFact]
    public async Task ReadAsync_AfterBatchesAndRuns_TellsTheLastRunAndAllTogether()
    {
        var stores = await fixture.OpenAsync();
        var type = RetainedType.Of("reported");
        await stores.Log.AppendAsync(
            [.. Enumerable.Range(1, 5).Select(day => At(Own($"reported-{day}", "reported"), -day))]);
        await using var claim = await HeldAsync(stores);

        await claim.DeleteAsync(type, 2, begun: Noon);
        var underWay = await ReportAsync(stores, "reported");
        await claim.DeleteAsync(type, 2, begun: Noon);
        await claim.DeleteAsync(type, 2, begun: Noon);
        var first = await ReportAsync(stores, "reported");
        await stores.Log.AppendAsync([At(Own("reported-late", "reported"), -9)]);
        await claim.DeleteAsync(type, 2, begun: Noon.AddHours(1), before: Noon.AddDays(-8));
        var second = await ReportAsync(stores, "reported");
        await claim.DeleteAsync(type, 0, begun: Noon.AddHours(2), before: Noon.AddDays(-8));
        var third = await ReportAsync(stores, "reported");

        Assert.Equal(
            new RetentionReport
            {
                Type = "reported",
                KeptDays = 1,
                Before = Noon,
                BegunAt = Noon,
                EndedAt = null,
                Deleted = 2,
                DeletedInAll = 2,
                DeletedBefore = Noon,
            },
            underWay);
        Assert.Equal(underWay with { EndedAt = Noon, Deleted = 5, DeletedInAll = 5 }, first);
        Assert.Equal(
            first with { Before = Noon.AddDays(-8), BegunAt = Noon.AddHours(1), Deleted = 1, DeletedInAll = 6 },
            second);
        Assert.Equal(second with { BegunAt = Noon.AddHours(2), Deleted = 0 }, third);
    }

    [SkippableFact]
    public async Task CountAsync_WhatIsOldEnough_IsCountedAndNothingElse()
    {
        var stores = await fixture.OpenAsync();
        var type = RetainedType.Of("counted");
        await stores.Log.AppendAsync(
            [.. Enumerable.Range(0, 6).Select(day => At(Own($"counted-{day}", "counted"), -day))]);

        Assert.Equal(
            new RetentionCount(3, Noon.AddDays(-5)), await stores.Retention.CountAsync(type, Noon.AddDays(-2)));
        Assert.Equal(new RetentionCount(0, null), await stores.Retention.CountAsync(type, Noon.AddDays(-5)));
        Assert.Equal(
            6, (await EventsAsync(stores, "own")).Count(id => id.StartsWith("counted", StringComparison.Ordinal)));
    }

    [SkippableFact]
    public async Task ReadTypesAsync_OursAndTheShopsOwn_AreToldOnceInOrder()
    {
        var stores = await fixture.OpenAsync();
        await stores.Log.AppendAsync(
        [
            View("types-1"), View("types-2", "u1", null), Own("types-3", "zoom"), Own("types-4", "ask"),
            Own("types-5", "ask"),
        ]);

        var types = await stores.Retention.ReadTypesAsync();

        Assert.Equal(types.Distinct(), types);
        Assert.All(
            new[] { Views, RetainedType.Of("search"), RetainedType.Of("zoom") }, type => Assert.Contains(type, types));
        Assert.DoesNotContain(RetainedType.Of("purchase"), types);
        var own = types.Where(type => type.CustomType is not null).Select(type => type.CustomType!).ToList();
        Assert.Equal(own.Order(StringComparer.Ordinal), own);
    }

    [SkippableFact]
    public async Task ClaimAsync_HeldByAnother_IsRefusedUntilItIsGivenBackOrSilent()
    {
        var (one, two) = ((await fixture.OpenAsync()).Retention, (await fixture.OpenAsync()).Retention);

        Assert.Null(await one.ClaimAsync(new RetentionClaim("one", Noon, Length)));
        Assert.Equal(Noon + Length, await two.ClaimAsync(new RetentionClaim("two", Noon.AddMinutes(1), Length)));
        Assert.Null(await one.ClaimAsync(new RetentionClaim("one", Noon.AddMinutes(1), Length)));
        await two.ReleaseAsync("two");
        Assert.Equal(
            Noon.AddMinutes(3), await two.ClaimAsync(new RetentionClaim("two", Noon.AddMinutes(2), Length)));
        await one.ReleaseAsync("one");
        Assert.Null(await two.ClaimAsync(new RetentionClaim("two", Noon.AddMinutes(2), Length)));
        Assert.Null(await one.ClaimAsync(new RetentionClaim("one", Noon.AddMinutes(4), Length)));
        // A claim by a clock that ran ahead by a year does not keep everybody out for a year.
        Assert.Null(await two.ClaimAsync(new RetentionClaim("two", Noon.AddDays(-365), Length)));
        await two.ReleaseAsync("two");
    }

    [SkippableFact]
    public async Task DeleteAsync_ClaimTakenByAnother_DeletesNothing()
    {
        var stores = await fixture.OpenAsync();
        await stores.Log.AppendAsync([At(View("claimed", "claimed"), -5)]);
        var late = new Held(stores, "late");
        await late.ClaimAsync(Noon);
        await using var other = new Held(stores, "other");
        await other.ClaimAsync(Noon + Length);

        var refused = await Assert.ThrowsAsync<AyniException>(() => late.DeleteAsync(Views, 100));

        Assert.Equal(ErrorCodes.Conflict, refused.Code);
        Assert.Equal(["claimed"], await EventsAsync(stores, "claimed"));
        Assert.Equal(1, (await other.DeleteAsync(Views, 100)).Deleted);
    }

    private static Interaction At(Interaction interaction, int days) =>
        interaction with { Timestamp = Noon.AddDays(days) };

    private static Interaction Own(string eventId, string type) =>
        View(eventId, "own") with { Type = InteractionType.Custom, CustomType = type };

    private static async Task<IReadOnlyList<string>> EventsAsync(AyniStorage stores, string user) =>
        [.. (await stores.Log.ReadNewestByUserAsync(user, 100)).Select(row => row.Interaction.EventId)];

    private static async Task<RetentionReport> ReportAsync(AyniStorage stores, string type) =>
        (await stores.Retention.ReadAsync()).Single(report => report.Type == type);

    private static async Task<Held> HeldAsync(AyniStorage stores)
    {
        var held = new Held(stores, "test");
        await held.ClaimAsync(Noon);
        return held;
    }

    private sealed class Held(AyniStorage stores, string holder) : IAsyncDisposable
    {
        private readonly RetentionClaim _claim = new(holder, Noon, Length);

        public async Task ClaimAsync(DateTimeOffset now) =>
            Assert.Null(await stores.Retention.ClaimAsync(_claim with { Now = now }));

        public Task<RetentionBatch> DeleteAsync(
            RetainedType type,
            int limit,
            DateTimeOffset? from = null,
            DateTimeOffset? begun = null,
            DateTimeOffset? before = null) => stores.Retention.DeleteAsync(
                _claim, new RetentionOrder(type, 1, before ?? Noon, begun ?? Noon), from, limit);

        public async ValueTask DisposeAsync() => await stores.Retention.ReleaseAsync(holder);
    }
}
