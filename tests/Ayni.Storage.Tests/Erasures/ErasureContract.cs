using Ayni.Domain.Erasures;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Ayni.Domain.Users;
using Ayni.Storage.Erasures;
using Ayni.Storage.Tests.Interactions;
using static Ayni.Storage.Tests.Interactions.Samples;

namespace Ayni.Storage.Tests.Erasures;

/// <summary>What <see cref="IErasures"/> and tombstones promise, whichever database keeps them.</summary>
public abstract class ErasureContract : IAsyncLifetime
{
    private static readonly DateTimeOffset Erasing = Noon.AddHours(1);

    private readonly StorageFixture _fixture;

    protected ErasureContract(StorageFixture fixture)
    {
        _fixture = fixture;
        SetClock(fixture);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => Task.CompletedTask;

    [SkippableFact]
    public async Task EraseAsync_AShopper_CountsWhatWasHeldAndLeavesNothing()
    {
        var storage = await _fixture.OpenAsync();
        await storage.Log.AppendAsync(
        [
            View("counted-1", "counted", "c-2"),
            View("counted-2", "counted", "c-1") with { ReviewText = "Muy buena" },
            View("counted-3", "counted", null),
            View("counted-other", "other", "c-3"),
        ]);
        await PutProfileAsync(storage, "counted");
        await PutProfileAsync(storage, "other");

        var erased = await storage.Erasures.EraseAsync("counted");

        var certificate = erased.Certificate;
        Assert.Equal(
            [
                KeyValuePair.Create(ErasureCertificate.Consents, 0L),
                KeyValuePair.Create(ErasureCertificate.Interactions, 3L),
                KeyValuePair.Create(ErasureCertificate.Profile, 1L),
                KeyValuePair.Create(ErasureCertificate.Reviews, 1L),
                KeyValuePair.Create(ErasureCertificate.Searches, 1L),
            ],
            certificate.Counts);
        Assert.Equal(Erasing, certificate.ErasedAt);
        Assert.Equal(await storage.Log.GetHeadAsync(), certificate.Position);
        Assert.Equal(["c-1", "c-2"], erased.ProductIds!.Value.ToArray());
        Assert.Empty(await storage.Log.ReadNewestByUserAsync("counted", 10));
        Assert.Null(await FindProfileAsync(storage, "counted"));
        Assert.NotNull(await FindProfileAsync(storage, "other"));
        Assert.Single(await storage.Log.ReadNewestByUserAsync("other", 10));
    }

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(1_500)]
    public async Task AppendAsync_DatedUpToTheErasure_IsDroppedUnderWhateverId(int count)
    {
        var storage = await _fixture.OpenAsync();
        var user = $"dropped-{count}";
        await storage.Log.AppendAsync(Views($"{user}-first-", 3, user));
        var erased = (await storage.Erasures.EraseAsync(user)).Certificate;
        var head = await storage.Log.GetHeadAsync();
        var late = Views($"{user}-late-", count, user).Select(view => view with { Timestamp = Erasing }).ToArray();

        var results = await storage.Log.AppendAsync([.. late, View($"{user}-other", $"{user}-other")]);

        Assert.All(
            results.Take(count),
            result => Assert.Equal(
                (true, false, erased.Position), (result.IsErased, result.IsDuplicate, result.Position)));
        Assert.Equal((false, false, head + 1), (results[^1].IsErased, results[^1].IsDuplicate, results[^1].Position));
        Assert.Equal(head + 1, await storage.Log.GetHeadAsync());
        Assert.Empty(await storage.Log.ReadNewestByUserAsync(user, 10));
    }

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(1_500)]
    public async Task AppendAsync_DatedAfterTheErasure_IsANewShoppers(int count)
    {
        var storage = await _fixture.OpenAsync();
        var user = $"again-{count}";
        await storage.Log.AppendAsync(Views($"{user}-first-", 3, user));
        await storage.Erasures.EraseAsync(user);

        var results = await storage.Log.AppendAsync(
            [
                .. Views($"{user}-new-", count, user)
                    .Select(view => view with { Timestamp = Erasing.AddMilliseconds(1) }),
            ]);

        Assert.All(results, result => Assert.False(result.IsErased || result.IsDuplicate));
        Assert.Equal(count, (await storage.Log.ReadNewestByUserAsync(user, count + 10)).Count);
    }

    [SkippableFact]
    public async Task AppendAsync_RetryWithItsEventId_IsADuplicateAsBefore()
    {
        var storage = await _fixture.OpenAsync();
        var first = await storage.Log.AppendAsync(Views("retry-", 2, "retry"));
        await storage.Erasures.EraseAsync("retry");

        // Dated later, as a retry of an event without a time of its own is.
        var retry = await storage.Log.AppendAsync(
            [.. Views("retry-", 2, "retry").Select(view => view with { Timestamp = Erasing.AddHours(1) })]);

        Assert.All(retry, result => Assert.True(result.IsDuplicate));
        Assert.Equal(first.Select(result => result.Position), retry.Select(result => result.Position));
        Assert.Empty(await storage.Log.ReadNewestByUserAsync("retry", 10));
    }

    [SkippableFact]
    public async Task AppendBulkAsync_TheSameFileUnderOtherIds_IsDroppedAndCounted()
    {
        var storage = await _fixture.OpenAsync();
        Interaction[] File(string prefix) =>
        [
            .. Views($"{prefix}-gone-", 700, "bulk-gone"), .. Views($"{prefix}-stays-", 700, "bulk-stays"),
            .. Views($"{prefix}-gone-b-", 700, "bulk-gone"),
        ];
        await storage.Log.AppendBulkAsync(Stream(File("once")));
        await storage.Erasures.EraseAsync("bulk-gone");

        var again = await storage.Log.AppendBulkAsync(Stream(File("twice")));

        Assert.Equal((700, 0, 1_400), (again.Appended, again.Duplicates, again.Erased));
        Assert.Empty(await storage.Log.ReadNewestByUserAsync("bulk-gone", 10));
    }

    [SkippableFact]
    public async Task EraseAsync_ByAnotherProcess_IsSeenByTheNextAppend()
    {
        var (one, other) = (await _fixture.OpenAsync(), await _fixture.OpenAsync());
        await one.Log.AppendAsync([View("two-1", "two")]);

        await other.Erasures.EraseAsync("two");

        Assert.True((await one.Log.AppendAsync([View("two-2", "two")]))[0].IsErased);
    }

    [SkippableFact]
    public async Task EraseAsync_WhileTheShopperIsStillSending_LeavesNothing()
    {
        var storage = await _fixture.OpenAsync();
        var rows = Views("racing-", 200, "racing");

        var sending = Task.WhenAll(rows.Select(row => storage.Log.AppendAsync([row])));
        var erasing = storage.Erasures.EraseAsync("racing");
        await Task.WhenAll(sending, erasing);

        Assert.Empty(await storage.Log.ReadNewestByUserAsync("racing", 10));
        Assert.Equal(
            200 - (await erasing).Certificate.Counts[ErasureCertificate.Interactions],
            (await sending).Count(results => results[0].IsErased));
    }

    [SkippableFact]
    public async Task EraseAsync_InteractionDatedAhead_ReachesToItButNotBeyondADay()
    {
        var storage = await _fixture.OpenAsync();
        await storage.Log.AppendAsync(
            [View("ahead-1", "ahead") with { Timestamp = Erasing.AddMinutes(5) },
             View("far-1", "far") with { Timestamp = Erasing.AddYears(70) }]);

        var ahead = (await storage.Erasures.EraseAsync("ahead")).Certificate;
        var far = (await storage.Erasures.EraseAsync("far")).Certificate;

        Assert.Equal(Erasing.AddMinutes(5), ahead.ErasedAt);
        Assert.Equal(Erasing.AddDays(1), far.ErasedAt);
    }

    [SkippableFact]
    public async Task Tombstones_OfTwoStores_TellNoIdAndDiffer()
    {
        var (one, place) = (await _fixture.OpenAsync(), await OpenPlaceAsync());
        try
        {
            var other = await place.OpenAsync();
            await one.Erasures.EraseAsync("María Quispe");
            await other.Erasures.EraseAsync("María Quispe");

            var (first, second) = (await WriteAsync(one), await WriteAsync(other));

            Assert.DoesNotContain("Quispe", first, StringComparison.Ordinal);
            Assert.Empty(HashesOf(first).Intersect(HashesOf(second)));
        }
        finally
        {
            await place.DisposeAsync();
        }
    }

    [SkippableFact]
    public async Task FindAsync_ACertificate_IsAsItWasIssued()
    {
        var storage = await _fixture.OpenAsync();
        await storage.Log.AppendAsync(Views("certified-", 2, "certified"));
        var issued = (await storage.Erasures.EraseAsync("certified")).Certificate;

        var found = await (await _fixture.OpenAsync()).Erasures.FindAsync(issued.Id);

        Assert.Equivalent(issued, found, strict: true);
        Assert.Null(await storage.Erasures.FindAsync("no-such"));
    }

    [SkippableTheory]
    [InlineData("UPDATE erasure_certificates SET counts = '{\"interactions\":9}' WHERE id = @second")]
    [InlineData("UPDATE erasure_certificates SET position = position + 1 WHERE id = @second")]
    [InlineData("DELETE FROM erasure_certificates WHERE id = @first AND @second = @second")]
    [InlineData("UPDATE erasure_certificates SET digest = 'ab' WHERE id = @first AND @second = @second")]
    public async Task FindAsync_ChangedSince_IsAConflict(string sql)
    {
        var place = await OpenPlaceAsync();
        try
        {
            var storage = await place.OpenAsync();
            var first = (await storage.Erasures.EraseAsync("first")).Certificate.Id;
            var second = (await storage.Erasures.EraseAsync("second")).Certificate.Id;
            await storage.Database.WriteAsync(
                connection => connection.ExecuteAsync(
                    sql, sql.Contains("@first", StringComparison.Ordinal)
                        ? [("first", first), ("second", second)] : [("second", (object?)second)]),
                CancellationToken.None);

            var refusal = await Assert.ThrowsAsync<AyniException>(() => storage.Erasures.FindAsync(second));

            Assert.Equal(ErrorCodes.Conflict, refusal.Code);
        }
        finally
        {
            await place.DisposeAsync();
        }
    }

    [SkippableFact]
    public async Task AddFromAsync_IntoAnOlderBackup_ErasesThemThereForGood()
    {
        var (storage, place) = (await _fixture.OpenAsync(), await OpenPlaceAsync());
        try
        {
            var backup = await place.OpenAsync();
            foreach (var store in new[] { storage, backup })
            {
                await store.Log.AppendAsync([.. Views("back-", 3, "back"), View("back-other", "back-other")]);
                foreach (var user in new[] { "back", "back-other", "2a", "back-profile-only" })
                    await PutProfileAsync(store, user);
            }

            foreach (var user in new[] { "back", "2a", "back-profile-only" })
                await storage.Erasures.EraseAsync(user);

            var replayed = await backup.Tombstones.AddFromAsync(storage);

            Assert.Equal((3L, 3L), (replayed.Interactions, replayed.Profiles));
            Assert.Equal(3, replayed.Shoppers);
            Assert.Empty(await backup.Log.ReadNewestByUserAsync("back", 10));
            Assert.Null(await FindProfileAsync(backup, "back"));
            Assert.Null(await FindProfileAsync(backup, "back-profile-only"));
            Assert.NotNull(await FindProfileAsync(backup, "back-other"));
            Assert.Single(await backup.Log.ReadNewestByUserAsync("back-other", 10));
            Assert.True((await backup.Log.AppendAsync([View("back-late", "back")]))[0].IsErased);
            await RequireNewLifeStaysAsync(storage, backup);
        }
        finally
        {
            await place.DisposeAsync();
        }
    }

    [SkippableFact]
    public async Task AddAsync_AFile_IsWhatAddFromAsyncDoes_AndAStoreKeepsItsOwnKeyToo()
    {
        var (storage, place) = (await _fixture.OpenAsync(), await OpenPlaceAsync());
        try
        {
            var other = await place.OpenAsync();
            await other.Log.AppendAsync([.. Views("filed-", 3, "filed"), View("own-1", "own")]);
            await other.Erasures.EraseAsync("own");
            await storage.Erasures.EraseAsync("filed");
            using var file = new MemoryStream();
            await storage.Tombstones.WriteAsync(file);
            file.Position = 0;

            var replayed = await other.Tombstones.AddAsync(file);

            Assert.Equal(3, replayed.Interactions);
            var late = await other.Log.AppendAsync([View("filed-late", "filed"), View("own-late", "own")]);
            Assert.All(late, result => Assert.True(result.IsErased));
        }
        finally
        {
            await place.DisposeAsync();
        }
    }

    [SkippableFact]
    public async Task AddAsync_AFileThatWasCutOff_IsRefusedAndAddsNothing()
    {
        var (storage, place) = (await _fixture.OpenAsync(), await OpenPlaceAsync());
        try
        {
            await storage.Erasures.EraseAsync("cut-1");
            await storage.Erasures.EraseAsync("cut-2");
            var lines = (await WriteAsync(storage)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var other = await place.OpenAsync();
            foreach (var kept in new[] { 0, 1, lines.Length - 1 })
            {
                using var cut = new MemoryStream(
                    System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines.Take(kept))));

                var refusal = await Assert.ThrowsAsync<AyniException>(() => other.Tombstones.AddAsync(cut));

                Assert.Equal(ErrorCodes.Invalid, refusal.Code);
            }

            Assert.Empty(HashesOf(await WriteAsync(other)));
        }
        finally
        {
            await place.DisposeAsync();
        }
    }

    [SkippableFact]
    public async Task InitializeAsync_AnAddingWasBrokenOff_FinishesItBeforeAnybodyReads()
    {
        var place = await OpenPlaceAsync();
        try
        {
            var storage = await place.OpenAsync();
            await storage.Log.AppendAsync(Views("broken-", 3, "broken"));
            await storage.Database.WriteAsync(
                async connection =>
                {
                    var keys = await TombstoneKeys.ReadAsync(connection);
                    var tombstone = new Tombstone(keys.Hash("broken"), Erasing.ToUnixTimeMilliseconds(), 3);
                    return await TombstoneRows.PutAsync(connection, tombstone, isReplayed: false);
                },
                CancellationToken.None);

            var opened = await place.OpenAsync();

            Assert.Empty(await opened.Log.ReadNewestByUserAsync("broken", 10));
        }
        finally
        {
            await place.DisposeAsync();
        }
    }

    [SkippableFact]
    public async Task ReadAllByUserAsync_MoreThanAPage_GivesAllInOrderUpToThePosition()
    {
        var storage = await _fixture.OpenAsync();
        var results = await storage.Log.AppendAsync(
            [.. Enumerable.Range(0, 5_000).Select(i => View($"all-{i}", i % 2 == 0 ? "all" : "all-other"))]);

        var rows = await storage.UserInteractions.ReadAllByUserAsync("all", results[^2].Position - 1).ToListAsync();

        Assert.Equal(2_499, rows.Count);
        Assert.Equal(
            results.Where((_, i) => i % 2 == 0).Take(2_499).Select(result => result.Position),
            rows.Select(row => row.Position));
    }

    /// <summary>Another place for stores of the same kind.</summary>
    protected abstract StorageFixture NewPlace();

    /// <summary>Writes a profile where the grain of a shopper does.</summary>
    private static Task PutProfileAsync(AyniStorage storage, string userId) =>
        storage.GrainStorageOf("any").WriteStateAsync(
            "profile",
            GrainId.Create("user", userId),
            new GrainState<UserProfile> { State = new UserProfile { Segment = "new" } });

    private static Task<UserProfile?> FindProfileAsync(AyniStorage storage, string userId) =>
        storage.States.FindAsync<UserProfile>(
            "any", "profile", GrainId.Create("user", userId), CancellationToken.None);

    // What came after the erasure, a profile too, outlives every later replay.
    private async Task RequireNewLifeStaysAsync(AyniStorage storage, AyniStorage backup)
    {
        await backup.Log.AppendAsync([View("back-new", "back") with { Timestamp = Erasing.AddHours(1) }]);
        await PutProfileAsync(backup, "back");

        var again = await backup.Tombstones.AddFromAsync(storage);

        Assert.Equal((0L, 0L), (again.Interactions, again.Profiles));
        Assert.Single(await backup.Log.ReadNewestByUserAsync("back", 10));
        Assert.NotNull(await FindProfileAsync(backup, "back"));
    }

    private async Task<StorageFixture> OpenPlaceAsync()
    {
        var place = NewPlace();
        SetClock(place);
        await place.InitializeAsync();
        return place;
    }

    private static void SetClock(StorageFixture fixture)
    {
        if (fixture.Clock.GetUtcNow() < Erasing)
            fixture.Clock.SetUtcNow(Erasing);
    }

    private static async Task<string> WriteAsync(AyniStorage storage)
    {
        using var stream = new MemoryStream();
        await storage.Tombstones.WriteAsync(stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static IEnumerable<string> HashesOf(string file) => file
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(line => line.Contains("user_hash", StringComparison.Ordinal))
        .Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("user_hash").GetString()!);
}
