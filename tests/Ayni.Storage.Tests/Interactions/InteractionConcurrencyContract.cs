using Ayni.Domain.Interactions;
using static Ayni.Storage.Tests.Interactions.Samples;

namespace Ayni.Storage.Tests.Interactions;

/// <summary>What <see cref="IInteractionLog"/> promises when many write at once, whichever database keeps it.</summary>
public abstract class InteractionConcurrencyContract(StorageFixture fixture)
{
    private const int Writers = 12;
    private const int CallsPerWriter = 40;

    [SkippableFact]
    public async Task ReadAsync_WhileManyWrite_NeverSkipsAPosition()
    {
        // Two storages stand for two processes: each has its own connections and its own commit loop.
        AyniStorage[] storages = [await fixture.OpenAsync(), await fixture.OpenAsync()];
        var reader = (await fixture.OpenAsync()).Log;
        var start = await reader.GetHeadAsync();
        using var writing = new CancellationTokenSource();

        var polling = PollAsync(reader, start, writing.Token);
        var results = await Task.WhenAll(
            Enumerable.Range(0, Writers).Select(writer => WriteAsync(storages[writer % 2].Log, writer)));
        await writing.CancelAsync();
        var seen = await polling;

        var acknowledged = results.SelectMany(result => result).ToList();
        Assert.Equal(Enumerable.Range(1, acknowledged.Count).Select(i => start + i), seen.Select(row => row.Position));
        Assert.Equal(
            acknowledged.OrderBy(result => result.Position).Select(result => result.EventId),
            seen.Select(row => row.Interaction.EventId));
        Assert.Equal(acknowledged.Count, acknowledged.Select(result => result.EventId).Distinct().Count());
    }

    [SkippableFact]
    public async Task AppendAsync_SameEventsFromManyWriters_AreKeptOnce()
    {
        AyniStorage[] storages = [await fixture.OpenAsync(), await fixture.OpenAsync()];
        var head = await storages[0].Log.GetHeadAsync();
        var rows = Views("same-", 50);

        var results = await Task.WhenAll(
            Enumerable.Range(0, 8).SelectMany(writer => rows.Chunk(5).Select(
                chunk => storages[writer % 2].Log.AppendAsync(chunk))));

        var all = results.SelectMany(result => result).ToList();
        Assert.Equal(50, all.Count(result => !result.IsDuplicate));
        Assert.All(
            all.GroupBy(result => result.EventId),
            sameEvent => Assert.Single(sameEvent.Select(result => result.Position).Distinct()));
        Assert.Equal(head + 50, await storages[1].Log.GetHeadAsync());
    }

    [SkippableFact]
    public async Task AppendBulkAsync_BesideSingleAppends_LetsThemThrough()
    {
        var bulk = (await fixture.OpenAsync()).Log;
        var singles = (await fixture.OpenAsync()).Log;
        var head = await bulk.GetHeadAsync();

        var importing = bulk.AppendBulkAsync(Stream(Views("import-", 150_000)));
        var appended = 0;
        while (!importing.IsCompleted)
            appended += (await singles.AppendAsync([View($"beside-{appended}")])).Count;

        Assert.Equal(150_000, (await importing).Appended);
        Assert.True(appended > 0);
        Assert.Equal(head + 150_000 + appended, await singles.GetHeadAsync());
    }

    [SkippableFact]
    public async Task DisposeAsync_AppendsAlreadyAccepted_AreWritten()
    {
        var storage = await AyniStorage.OpenAsync(fixture.Options, fixture.Clock);
        var appends = Views("closing-", 20).Select(row => storage.Log.AppendAsync([row])).ToList();

        await storage.DisposeAsync();

        var outcomes = await Task.WhenAll(appends.Select(async append =>
        {
            try
            {
                return (await append)[0].EventId;
            }
            catch (ObjectDisposedException)
            {
                return null;
            }
        }));
        var log = (await fixture.OpenAsync()).Log;
        var stored = (await log.ReadNewestByUserAsync("u1", 1000)).Select(row => row.Interaction.EventId).ToHashSet();
        Assert.All(outcomes.OfType<string>(), id => Assert.Contains(id, stored));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => storage.Log.AppendAsync([View("closed-1")]));
    }

    private static async Task<List<AppendResult>> WriteAsync(IInteractionLog log, int writer)
    {
        var acknowledged = new List<AppendResult>();
        for (var call = 0; call < CallsPerWriter; call++)
            acknowledged.AddRange(await log.AppendAsync(Views($"w{writer}-{call}-", 1 + call % 3, $"user-{writer}")));
        return acknowledged;
    }

    // Reads on from what it has seen, as a grain does, until the writers are done and nothing is left.
    private static async Task<List<LoggedInteraction>> PollAsync(
        IInteractionLog log, long start, CancellationToken writingEnded)
    {
        var seen = new List<LoggedInteraction>();
        var after = start;
        while (true)
        {
            var isLast = writingEnded.IsCancellationRequested;
            var head = await log.GetHeadAsync(CancellationToken.None);
            var page = await log.ReadAsync(after, 100, CancellationToken.None);
            for (var i = 0; i < page.Count; i++)
                Assert.Equal(after + i + 1, page[i].Position);
            // The head was read first: everything up to it must have been there.
            Assert.True(page.Count == 100 || after + page.Count >= head);
            seen.AddRange(page);
            after += page.Count;
            if (isLast && page.Count == 0)
                return seen;
        }
    }
}
