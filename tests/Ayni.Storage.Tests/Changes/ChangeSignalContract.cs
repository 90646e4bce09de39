using Ayni.Domain;
using Ayni.Domain.Catalog;
using static Ayni.Storage.Tests.Interactions.Samples;

namespace Ayni.Storage.Tests.Changes;

/// <summary>What <see cref="IChangeSignal"/> promises, whichever database hands the nudges on.</summary>
public abstract class ChangeSignalContract(StorageFixture fixture)
{
    /// <summary>Far longer than any nudge takes: the fixture's clock stands, so this never passes by itself.</summary>
    protected static readonly TimeSpan OneHour = TimeSpan.FromHours(1);

    [SkippableFact]
    public async Task WaitAsync_EveryWrite_EndsIt()
    {
        var storage = await fixture.OpenAsync();
        Func<Task>[] writes =
        [
            () => storage.Log.AppendAsync([View("signal-1")]),
            () => storage.Log.AppendBulkAsync(Stream(Views("signal-bulk-", 3000))),
            () => storage.Catalog.UpsertAsync([new Product { ProductId = "signal", Name = "n" }]),
            () => storage.Catalog.UpdateAsync("signal", new ProductPatch { Stock = 1 }),
            () => storage.Catalog.DeleteAsync("signal"),
        ];
        var seen = await ListeningAsync(storage);
        foreach (var write in writes)
        {
            var waiting = storage.Changes.WaitAsync(seen, OneHour);
            Assert.False(waiting.IsCompleted);

            await write();

            Assert.Equal(seen + 1, await waiting);
            seen++;
        }
    }

    [SkippableFact]
    public async Task WaitAsync_WrittenBeforeIt_IsOverAtOnce()
    {
        var storage = await fixture.OpenAsync();
        var seen = await ListeningAsync(storage);
        await storage.Log.AppendAsync([View("signal-before")]);
        await storage.Changes.WaitAsync(seen, OneHour);

        Assert.True(storage.Changes.WaitAsync(seen, OneHour).IsCompletedSuccessfully);
    }

    [SkippableFact]
    public async Task WaitAsync_NothingWritten_EndsByTheClock()
    {
        var storage = await fixture.OpenAsync();
        var seen = await ListeningAsync(storage);

        var waiting = storage.Changes.WaitAsync(seen, TimeSpan.FromSeconds(1));
        fixture.Clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(waiting.IsCompleted);
        fixture.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(seen, await waiting);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => storage.Changes.WaitAsync(seen, TimeSpan.Zero));
    }

    [SkippableFact]
    public async Task WaitAsync_Cancelled_Throws()
    {
        var storage = await fixture.OpenAsync();
        var seen = await ListeningAsync(storage);
        using var cancelling = new CancellationTokenSource();

        var waiting = storage.Changes.WaitAsync(seen, OneHour, cancelling.Token);
        await cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    /// <summary>Waits until nudges arrive at a storage that was just opened.</summary>
    /// <returns>Number of the newest nudge.</returns>
    protected abstract Task<long> ListeningAsync(AyniStorage storage);

    /// <summary>Writes that change neither the log nor the catalogue.</summary>
    protected static async Task WriteNothingAsync(AyniStorage storage, string knownEventId)
    {
        await storage.Log.AppendAsync([View(knownEventId)]);
        await storage.Catalog.DeleteAsync("signal-unknown");
        await storage.Catalog.UpdateAsync("signal-unknown", new ProductPatch { Stock = 1 });
        await Assert.ThrowsAsync<InvalidDataException>(() => storage.Database.WriteAsync<int>(
            async connection =>
            {
                await storage.Database.AnnounceAsync(connection);
                throw new InvalidDataException();
            },
            CancellationToken.None));
    }
}
