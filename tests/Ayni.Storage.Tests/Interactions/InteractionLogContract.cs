using Ayni.Domain.Interactions;
using static Ayni.Storage.Tests.Interactions.Samples;

namespace Ayni.Storage.Tests.Interactions;

/// <summary>What <see cref="IInteractionLog"/> promises about writing, whichever database keeps it.</summary>
public abstract class InteractionLogContract(StorageFixture fixture)
{
    [SkippableFact]
    public async Task AppendAsync_NewInteractions_GetConsecutivePositions()
    {
        var log = (await fixture.OpenAsync()).Log;
        var head = await log.GetHeadAsync();

        var results = await log.AppendAsync(Views("consecutive-", 3));

        Assert.Equal([head + 1, head + 2, head + 3], results.Select(result => result.Position));
        Assert.All(results, result => Assert.False(result.IsDuplicate));
        Assert.Equal(["consecutive-1", "consecutive-2", "consecutive-3"], results.Select(result => result.EventId));
        Assert.Equal(head + 3, await log.GetHeadAsync());
    }

    [SkippableFact]
    public async Task AppendAsync_Nothing_ReturnsNothing()
    {
        var log = (await fixture.OpenAsync()).Log;

        Assert.Empty(await log.AppendAsync([]));
    }

    [SkippableFact]
    public async Task AppendAsync_EventsAlreadyInTheLog_AreReportedWithTheirFirstPosition()
    {
        var log = (await fixture.OpenAsync()).Log;
        var first = await log.AppendAsync(Views("again-", 2));

        var second = await log.AppendAsync([View("again-2", "other-user"), View("again-3"), View("again-1")]);

        Assert.Equal([true, false, true], second.Select(result => result.IsDuplicate));
        Assert.Equal(
            [first[1].Position, first[1].Position + 1, first[0].Position], second.Select(result => result.Position));
        var kept = await log.ReadAsync(first[0].Position - 1, 10);
        Assert.Equal(["again-1", "again-2", "again-3"], kept.Select(row => row.Interaction.EventId));
        Assert.Equal("u1", kept[1].Interaction.UserId);
    }

    [SkippableFact]
    public async Task AppendAsync_SameEventTwiceInOneCall_KeepsTheFirst()
    {
        var log = (await fixture.OpenAsync()).Log;

        var results = await log.AppendAsync(
            [View("twice-1", "first"), View("twice-1", "second"), View("twice-2"), View("twice-1", "third")]);

        Assert.Equal([false, true, false, true], results.Select(result => result.IsDuplicate));
        var start = results[0].Position;
        Assert.Equal([start, start, start + 1, start], results.Select(result => result.Position));
        var kept = await log.ReadAsync(start - 1, 10);
        Assert.Equal(["first", "u1"], kept.Select(row => row.Interaction.UserId));
    }

    [SkippableFact]
    public async Task AppendAsync_OneInvalidInteraction_WritesNone()
    {
        var log = (await fixture.OpenAsync()).Log;
        var head = await log.GetHeadAsync();
        var tooLong = new string('x', Interaction.MaxIdLength + 1);

        var exception = await Assert.ThrowsAsync<ArgumentException>(
            () => log.AppendAsync([View("valid-1"), View("invalid-1", userId: tooLong)]));

        Assert.Contains(nameof(Interaction.UserId), exception.Message, StringComparison.Ordinal);
        Assert.Contains("129", exception.Message, StringComparison.Ordinal);
        Assert.Contains("128", exception.Message, StringComparison.Ordinal);
        Assert.Equal(head, await log.GetHeadAsync());
    }

    [SkippableFact]
    public async Task AppendAsync_CancelledBeforeItStarts_WritesNothing()
    {
        var log = (await fixture.OpenAsync()).Log;
        var head = await log.GetHeadAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => log.AppendAsync([View("cancelled-1")], new CancellationToken(canceled: true)));

        Assert.Equal(head, await log.GetHeadAsync());
    }

    [SkippableFact]
    public async Task AppendAsync_EveryField_IsReadBack()
    {
        var log = (await fixture.OpenAsync()).Log;
        var full = new Interaction
        {
            EventId = "full-'\"\\-ñ-日本-🛒",
            UserId = "usuario ñandú 🧉",
            ProductId = "artículo/1",
            Type = InteractionType.Rating,
            Score = 4.5,
            Timestamp = new DateTimeOffset(2026, 3, 4, 5, 6, 7, 89, TimeSpan.FromHours(-5)),
            Duration = TimeSpan.FromMilliseconds(12_345),
            Query = "zapatillas; DROP TABLE interactions --",
            OrderId = "o-1",
            ReviewText = "No vale, ¡devuélvanme el dinero! 😡\nPesa 2 kg; '\"\\",
        };
        var own = View("own") with { Type = InteractionType.Custom, CustomType = "asked_for_a_quote" };
        var bare = new Interaction
        {
            EventId = "bare",
            UserId = "u",
            Type = InteractionType.Search,
            Query = "q",
            Timestamp = new DateTimeOffset(1969, 12, 31, 23, 59, 59, 999, TimeSpan.Zero),
        };

        var results = await log.AppendAsync([full, bare, own]);

        var read = await log.ReadAsync(results[0].Position - 1, 3);
        Assert.Equal([full, bare, own], read.Select(row => row.Interaction));
        Assert.Equal(results.Select(result => result.Position), read.Select(row => row.Position));
        Assert.All(read, row => Assert.Equal(TimeSpan.Zero, row.Interaction.Timestamp.Offset));
    }

    [SkippableFact]
    public async Task AppendAsync_PartsOfMilliseconds_AreCutOff()
    {
        var log = (await fixture.OpenAsync()).Log;
        var fine = View("fine-1") with
        {
            Timestamp = Noon.AddTicks(19_999),
            Duration = TimeSpan.FromTicks(29_999),
        };

        var position = (await log.AppendAsync([fine]))[0].Position;

        var read = (await log.ReadAsync(position - 1, 1))[0].Interaction;
        Assert.Equal(Noon.AddMilliseconds(1), read.Timestamp);
        Assert.Equal(TimeSpan.FromMilliseconds(2), read.Duration);
    }

    [SkippableFact]
    public async Task AppendAsync_FewAndMany_KeepTheOrderGiven()
    {
        // Small groups and large ones take different ways into PostgreSQL.
        var log = (await fixture.OpenAsync()).Log;
        foreach (var count in new[] { 1, 1023, 1024, 3000 })
        {
            var rows = Views($"order-{count}-", count);
            await log.AppendAsync([rows[count / 2]]);

            var results = await log.AppendAsync(rows);

            Assert.Equal(count / 2, results.Index().Single(pair => pair.Item.IsDuplicate).Index);
            var read = await log.ReadAsync(results[count / 2].Position - 1, count + 1);
            var expected = rows.Where(row => row != rows[count / 2]).Prepend(rows[count / 2]);
            Assert.Equal(expected, read.Select(row => row.Interaction));
        }
    }

    [SkippableFact]
    public async Task AppendBulkAsync_MoreThanOneBatch_CountsAndReports()
    {
        var log = (await fixture.OpenAsync()).Log;
        var head = await log.GetHeadAsync();
        var rows = Views("bulk-", 70_000);
        var progress = new RecordedProgress();

        var result = await log.AppendBulkAsync(Stream(rows.Append(rows[0]).Append(rows[^1])), progress);

        Assert.Equal(new BulkAppendResult(70_000, 2, head + 70_000), result);
        Assert.Equal([65_536L, 70_002L], progress.Values);
        var read = await log.ReadAsync(head, 80_000);
        Assert.Equal(rows.Select(row => row.EventId), read.Select(row => row.Interaction.EventId));
    }

    [SkippableFact]
    public async Task AppendBulkAsync_SourceFailsLater_KeepsTheBatchesBefore()
    {
        var log = (await fixture.OpenAsync()).Log;
        var head = await log.GetHeadAsync();
        var rows = Views("broken-", 65_537);

        await Assert.ThrowsAsync<InvalidDataException>(() => log.AppendBulkAsync(Broken()));

        Assert.Equal(head + 65_536, await log.GetHeadAsync());
        var again = await log.AppendBulkAsync(Stream(rows));
        Assert.Equal(new BulkAppendResult(1, 65_536, head + 65_537), again);

        async IAsyncEnumerable<Interaction> Broken()
        {
            await foreach (var row in Stream(rows))
                yield return row;
            throw new InvalidDataException("line 65538");
        }
    }

    [SkippableFact]
    public async Task GetHeadAsync_OpenedAgain_IsUnchanged()
    {
        var head = (await (await fixture.OpenAsync()).Log.AppendAsync(Views("reopen-", 5)))[^1].Position;

        await using var again = await AyniStorage.OpenAsync(fixture.Options, fixture.Clock);

        Assert.Equal(head, await again.Log.GetHeadAsync());
    }
}
